namespace Metastore.Bench.Wire;

/// <summary>Calls that change the metastore and must succeed, and what is needed for them.</summary>
internal static class Calls
{
    private const int Batch = 1000;
    private const int MessageHead = 12;
    private const int FieldHead = 3;

    public static Request CreateDatabase() => Request.Of(
        client => client.send_create_database(new() { Name = Dataset.Database, Parameters = [] }),
        client => client.recv_create_database());

    public static Request DropDatabase() => Request.Of(
        client => client.send_drop_database(Dataset.Database, deleteData: true, cascade: true),
        client => client.recv_drop_database());

    public static Request CreateTable(Table table) => Request.Of(client => client.send_create_table(table), client => client.recv_create_table());

    /// <summary>A table as the metastore has it.</summary>
    public static Table GetTable(WireConnection connection, string table)
    {
        Table? found = null;
        Request.Of(
            client => client.send_get_table_req(new(Dataset.Database, table)),
            async client => found = (await client.recv_get_table_req()).Table).Run(connection);
        return found!;
    }

    /// <summary>A partition as the metastore has it.</summary>
    public static Partition GetPartition(WireConnection connection, string table, int number)
    {
        Partition? found = null;
        Request.Of(
            client => client.send_get_partition(Dataset.Database, table, Dataset.Partition(table, number).Values),
            async client => found = await client.recv_get_partition()).Run(connection);
        return found!;
    }

    /// <summary>Replaces a table by what is given.</summary>
    public static Request AlterTable(string name, Table table) => Request.Of(
        client => client.send_alter_table(Dataset.Database, name, table), client => client.recv_alter_table());

    /// <summary>Replaces a partition by what is given.</summary>
    public static Request AlterPartition(Partition partition) => Request.Of(
        client => client.send_alter_partition(Dataset.Database, partition.TableName, partition), client => client.recv_alter_partition());

    /// <summary>A table, and its partitions a thousand at a time.</summary>
    public static IEnumerable<Request> CreatePartitioned(string table, int partitions) =>
    [
        CreateTable(Dataset.Table(table, partitioned: true)),
        .. Enumerable.Range(0, partitions).Chunk(Batch).Select(numbers => AddPartitions(table, numbers[0], numbers.Length)),
    ];

    public static Request DropTable(string table) => Request.Of(
        client => client.send_drop_table(Dataset.Database, table, deleteData: true), client => client.recv_drop_table());

    public static Request AddPartitions(string table, int first, int count) => Request.Of(
        client => client.send_add_partitions([.. Enumerable.Range(first, count).Select(number => Dataset.Partition(table, number))]),
        client => client.recv_add_partitions(),
        added => added == count);

    public static Request DropPartitions(string table, int first, int count) => Request.Of(
        client => client.send_drop_partitions_req(new(Dataset.Database, table, new() { Names = [.. Enumerable.Range(first, count).Select(Dataset.PartitionName)] })
        {
            DeleteData = true,
            NeedResult = false,
        }),
        client => client.recv_drop_partitions_req());

    public static Request AddPartition(string table, int number) => Request.Of(
        client => client.send_add_partition(Dataset.Partition(table, number)), client => client.recv_add_partition(), added => added.TableName == table);

    public static Request DropPartition(string table, int number) => Request.Of(
        client => client.send_drop_partition(Dataset.Database, table, Dataset.Partition(table, number).Values, deleteData: true),
        client => client.recv_drop_partition(),
        done => done);

    /// <summary>A shared lock on a table, as a reading query takes it.</summary>
    public static Request Lock(string table) => Request.Of(
        client => client.send_lock(new([new(LockType.SHARED_READ, LockLevel.TABLE, Dataset.Database) { Tablename = table }], "bench", "bench")),
        client => client.recv_lock(),
        answer => answer.State == LockState.ACQUIRED);

    /// <summary>Takes back the lock of the call before: its id is the first field of that reply.</summary>
    public static Request UnlockLast() => Request.Of(client => client.send_unlock(new(0)), client => client.recv_unlock())
        .Copying(MessageHead + "lock".Length + 2 * FieldHead, MessageHead + "unlock".Length + 2 * FieldHead, sizeof(long));

    public static Request SetStatistics(string table) => Request.Of(
        client => client.send_update_table_column_statistics(Dataset.Statistics(table)),
        client => client.recv_update_table_column_statistics(),
        done => done);
}
