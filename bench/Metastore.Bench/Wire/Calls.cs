namespace Metastore.Bench.Wire;

/// <summary>Calls that change the metastore and must succeed, and what is needed for them.</summary>
internal static class Calls
{
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

    /// <summary>Replaces a table by what is given.</summary>
    public static Request AlterTable(Table table) => Request.Of(
        client => client.send_alter_table(table.DbName, table.TableName, table), client => client.recv_alter_table());

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

    public static Request SetStatistics(string table) => Request.Of(
        client => client.send_update_table_column_statistics(Dataset.Statistics(table)),
        client => client.recv_update_table_column_statistics(),
        done => done);
}
