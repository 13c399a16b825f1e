using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Partitions;

/// <summary>How many statements the methods need, for few partitions and for many. PostgreSQL, since only its driver can be watched.</summary>
public sealed class StatementCountTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_of_partitions_are_one_statement_once_the_table_has_been_asked_for()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var metastore = await SamplePartitions.StartAsync(Store.Postgres, Ct);
        await SamplePartitions.AddAsync(metastore, [], Ct, "a/1", "a/2", "b/1");
        var (handler, database, table) = (metastore.Handler, Sample.Database, SamplePartitions.Table);
        Dictionary<string, Func<Task>> reads = new()
        {
            ["get_partition"] = () => handler.get_partition(database, table, ["a", "1"], Ct),
            ["get_partition_by_name"] = () => handler.get_partition_by_name(database, table, "ds=a/hr=1", Ct),
            ["get_partition_with_auth"] = () => handler.get_partition_with_auth(database, table, ["a", "1"], "ann", ["staff"], Ct),
            ["get_partitions"] = () => handler.get_partitions(database, table, -1, Ct),
            ["get_partitions_with_auth"] = () => handler.get_partitions_with_auth(database, table, -1, "ann", ["staff"], Ct),
            ["get_partitions_ps"] = () => handler.get_partitions_ps(database, table, ["a"], -1, Ct),
            ["get_partitions_by_names"] = () => handler.get_partitions_by_names(database, table, ["ds=a/hr=1", "ds=b/hr=1"], Ct),
            ["get_partitions_by_filter"] = () => handler.get_partitions_by_filter(database, table, "ds = \"a\"", -1, Ct),
            ["get_partition_names"] = () => handler.get_partition_names(database, table, -1, Ct),
            ["get_partition_names_ps"] = () => handler.get_partition_names_ps(database, table, ["a"], -1, Ct),
        };
        await handler.get_partitions(database, table, -1, Ct);
        using var sent = new SentStatements();

        var counts = new Dictionary<string, int>();
        foreach (var (method, call) in reads)
        {
            await call();
            counts[method] = sent.Take();
        }

        Assert.Equal(reads.Keys.Select(method => (method, 1)), counts.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task Writes_of_many_partitions_are_as_many_statements_as_those_of_one()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var metastore = await SampleTable.StartAsync(Store.Postgres, Ct);
        await SampleTable.CreateTableAsync(metastore, "first", Ct);
        using var sent = new SentStatements();

        var one = await CountAsync(metastore, sent, "first", 1);
        var many = await CountAsync(metastore, sent, SampleTable.Table, 50);

        Assert.Equal(one, many);
        Assert.All(many.Values, count => Assert.InRange(count, 2, 10));
    }

    private static async Task<Dictionary<string, int>> CountAsync(TestMetastore metastore, SentStatements sent, string table, int count)
    {
        List<Partition> partitions = [.. Enumerable.Range(0, count).Select(i => SampleTable.Partition("2024", $"{i}"))];
        partitions.ForEach(partition => partition.TableName = table);
        List<string> names = [.. Enumerable.Range(0, count).Select(i => $"y=2024/m={i}")];
        var counts = new Dictionary<string, int>();
        await StepAsync("add", () => metastore.Handler.add_partitions(partitions, Ct));

        // The process remembers column lists that it has read; another test may have read this one, or none.
        await SampleTable.ListAsync(metastore, Ct, table);

        // A column goes, so that statistics are looked for.
        partitions.ForEach(partition => partition.Sd!.Cols!.RemoveAt(0));
        await StepAsync("alter", () => metastore.Handler.alter_partitions(SampleTable.Database, table, partitions, Ct));
        await StepAsync("drop", () => metastore.Handler.drop_partitions_req(
            new() { DbName = SampleTable.Database, TblName = table, DeleteData = true, NeedResult = false, Parts = new() { Names = names } }, Ct));
        await metastore.Handler.add_partitions(partitions, Ct);
        var renamed = await Sample.ReadAsync(metastore, table, Ct);
        renamed.TableName = $"{table}_renamed";
        await StepAsync("rename", () => metastore.Handler.alter_table(SampleTable.Database, table, renamed, Ct));
        await StepAsync("drop_table", () => metastore.Handler.drop_table(SampleTable.Database, renamed.TableName, true, Ct));
        return counts;

        async Task StepAsync(string step, Func<Task> call)
        {
            sent.Take();
            await call();
            counts[step] = sent.Take();
        }
    }
}
