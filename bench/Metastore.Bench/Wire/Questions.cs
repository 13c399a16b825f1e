namespace Metastore.Bench.Wire;

/// <summary>The reading calls that engines make all day.</summary>
internal static class Questions
{
    private const int Variants = 16;

    /// <summary>What needs no partitions.</summary>
    public static IEnumerable<Question> OfTables() =>
    [
        Question.OfReads("getVersion (no database)", Request.Of(client => client.send_getVersion(), client => client.recv_getVersion(), answer => answer.Length > 0)),
        Question.OfReads("get_table", OfEachTable(table => Request.Of(
            client => client.send_get_table(Dataset.Database, table), client => client.recv_get_table(), answer => answer.TableName == table))),
        Question.OfReads("get_table_req", OfEachTable(table => Request.Of(
            client => client.send_get_table_req(new(Dataset.Database, table)), client => client.recv_get_table_req(), answer => answer.Table!.TableName == table))),
        Question.OfReads($"get_table_objects_by_name, {Dataset.PlainTables}", Request.Of(
            client => client.send_get_table_objects_by_name(Dataset.Database, [.. Enumerable.Range(0, Dataset.PlainTables).Select(Dataset.PlainTable)]),
            client => client.recv_get_table_objects_by_name(),
            answer => answer.Count == Dataset.PlainTables)),
        Question.OfReads("get_database", Request.Of(
            client => client.send_get_database(Dataset.Database), client => client.recv_get_database(), answer => answer.Name == Dataset.Database)),
        Question.OfReads("get_all_databases", Request.Of(
            client => client.send_get_all_databases(), client => client.recv_get_all_databases(), answer => answer.Contains(Dataset.Database))),
        Question.OfReads("get_all_tables", Request.Of(
            client => client.send_get_all_tables(Dataset.Database), client => client.recv_get_all_tables(), answer => answer.Contains(Dataset.PlainTable(0)))),
        Question.OfReads("get_tables", Request.Of(
            client => client.send_get_tables(Dataset.Database, "plain_*"), client => client.recv_get_tables(), answer => answer.Count == Dataset.PlainTables)),
        Question.OfReads($"get_table_statistics_req, {Dataset.StatisticsColumns.Count} columns", OfEachTable(table => Request.Of(
            client => client.send_get_table_statistics_req(new(Dataset.Database, table, Dataset.StatisticsColumns) { Engine = "hive" }),
            client => client.recv_get_table_statistics_req(),
            answer => answer.TableStats!.Count == Dataset.StatisticsColumns.Count))),
    ];

    /// <summary>What is asked of a table with so many partitions.</summary>
    public static IEnumerable<Question> OfPartitions(int partitions)
    {
        var table = Dataset.PartitionedTable(partitions);
        var most = Math.Min(partitions, 10_000);
        return
        [
            Question.OfReads($"get_partition_names, {partitions:N0}", Request.Of(
                client => client.send_get_partition_names(Dataset.Database, table, -1), client => client.recv_get_partition_names(), answer => answer.Count == partitions)),
            Question.OfReads($"get_partition of {partitions:N0}", OfSomeNumbers(partitions, number => Request.Of(
                client => client.send_get_partition(Dataset.Database, table, Dataset.Partition(table, number).Values),
                client => client.recv_get_partition(),
                answer => answer.Values!.SequenceEqual(Dataset.Partition(table, number).Values!)))),
            Question.OfReads($"get_partitions, {most:N0} of {partitions:N0}", Request.Of(
                client => client.send_get_partitions(Dataset.Database, table, (short)most), client => client.recv_get_partitions(), answer => answer.Count == most)),
            ByNames(table, partitions, 100),
            ByNames(table, partitions, 1000),
            ByNames(table, partitions, most),
            Question.OfReads($"get_partitions_ps_with_auth, {Dataset.HoursPerDay} of {partitions:N0}", OfSomeDays(partitions, day => Request.Of(
                client => client.send_get_partitions_ps_with_auth(Dataset.Database, table, [day, ""], -1, "bench", []),
                client => client.recv_get_partitions_ps_with_auth(),
                answer => answer.Count == Dataset.HoursPerDay))),
            Question.OfReads($"get_partitions_by_filter, {Dataset.HoursPerDay} of {partitions:N0}", OfSomeDays(partitions, day => Request.Of(
                client => client.send_get_partitions_by_filter(Dataset.Database, table, $"day = \"{day}\"", -1),
                client => client.recv_get_partitions_by_filter(),
                answer => answer.Count == Dataset.HoursPerDay))),
        ];
    }

    private static Question ByNames(string table, int partitions, int count)
    {
        var asked = Math.Min(count, partitions);
        return Question.OfReads($"get_partitions_by_names, {asked:N0} of {partitions:N0}", Enumerable.Range(0, 4).Select(variant =>
        {
            var first = (partitions - asked) / 4 * variant;
            return Request.Of(
                client => client.send_get_partitions_by_names(Dataset.Database, table, [.. Enumerable.Range(first, asked).Select(Dataset.PartitionName)]),
                client => client.recv_get_partitions_by_names(),
                answer => answer.Count == asked);
        }));
    }

    private static IEnumerable<Request> OfEachTable(Func<string, Request> request) =>
        Enumerable.Range(0, Dataset.PlainTables).Select(number => request(Dataset.PlainTable(number)));

    private static IEnumerable<Request> OfSomeNumbers(int partitions, Func<int, Request> request) =>
        Enumerable.Range(0, Variants).Select(variant => request(partitions / Variants * variant));

    private static IEnumerable<Request> OfSomeDays(int partitions, Func<string, Request> request) =>
        Enumerable.Range(0, Variants).Select(variant => request(Dataset.Day(partitions / Dataset.HoursPerDay / Variants * variant)));
}
