namespace Metastore.Bench.Wire;

/// <summary>The calls that change the metastore; every worker has tables of its own.</summary>
internal static class WriteQuestions
{
    private const int Many = 1000;

    public static IEnumerable<Question> Of(IReadOnlyList<int> partitions) =>
    [
        Writes($"add_partitions, {Many:N0}", "added", (table, _) => new([Calls.AddPartitions(table, 1, Many)], Calls.DropPartitions(table, 1, Many))),
        Writes("add_partition", "added", (table, _) => new([Calls.AddPartition(table, 1)], Calls.DropPartition(table, 1))),
        Writes("drop_partition", "added", (table, _) => new([Calls.DropPartition(table, 0)], Calls.AddPartition(table, 0))),
        Writes("alter_partition", "added", (table, connection) => new([Calls.AlterPartition(Calls.GetPartition(connection, table, 0))])),
        Writes("alter_table", "altered", (table, connection) => new([Calls.AlterTable(table, Calls.GetTable(connection, table))])),
        Writes("alter_table, rename", "altered", (table, connection) => Renames(connection, table)),
        Writes("create_table", "made", (table, _) => new([Calls.CreateTable(Dataset.Table(table))], Calls.DropTable(table))),
        Writes("create_table and drop_table", "made", (table, _) => new([Calls.CreateTable(Dataset.Table(table)), Calls.DropTable(table)])),
        Writes("lock and unlock", "altered", (table, _) => new([Calls.Lock(table), Calls.UnlockLast()])),
        .. partitions.SelectMany(OfPartitions),
    ];

    private static Question Writes(string name, string tables, Func<string, WireConnection, Round> round) =>
        new(name, (worker, connection) => [round(Dataset.WorkersTable(tables, worker), connection)]);

    private static IEnumerable<Question> OfPartitions(int partitions)
    {
        var table = Dataset.PartitionedTable(partitions);
        return
        [
            new($"alter_table, rename with {partitions:N0} partitions", (_, connection) => [Renames(connection, table)], Alone: true),
            new($"drop_table with {partitions:N0} partitions", (_, _) => [new([Calls.DropTable(table)], [.. Calls.CreatePartitioned(table, partitions)])], Alone: true),
        ];
    }

    // There; the way back is not measured.
    private static Round Renames(WireConnection connection, string table)
    {
        var (there, back) = (Calls.GetTable(connection, table), Calls.GetTable(connection, table));
        there.TableName = $"{table}_renamed";
        return new([Calls.AlterTable(table, there)], Calls.AlterTable(there.TableName, back));
    }
}
