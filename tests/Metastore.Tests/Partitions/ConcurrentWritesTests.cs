using System.Globalization;
using Metastore.Tests.Support;
using Thrift;
using Xunit;

namespace Metastore.Tests.Partitions;

/// <summary>Writes of partitions that come at the same time.</summary>
public sealed class ConcurrentWritesTests
{
    private const int Rounds = 40;
    private static readonly string[] Values = ["2024", "1"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Bulk_writes_to_different_tables_do_not_refuse_each_other(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        var tables = Enumerable.Range(0, 8).Select(i => $"bulk{i}").ToList();
        foreach (var table in tables)
        {
            await SampleTable.CreateTableAsync(metastore, table, Ct);
        }

        await Task.WhenAll(tables.Select(table => Task.Run(() => AddAlterDropAsync(metastore.HandlerOf(table), table), Ct)));

        foreach (var table in tables)
        {
            Assert.Empty(await SampleTable.ListAsync(metastore, Ct, table));
        }
    }

    [Theory]
    [EveryStore("alter")]
    [EveryStore("statistics")]
    [EveryStore("grant")]
    public async Task A_drop_that_was_acknowledged_leaves_nothing_of_what_was_written_beside_it(Store store, string write)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        for (var round = 0; round < Rounds; round++)
        {
            await SampleTable.AddAsync(metastore, Ct, Values);
            if (write == "statistics")
            {
                // The second time they change nothing in the partition itself.
                await WriteAsync(metastore.Handler, write);
            }

            var beside = Task.Run(() => TryWriteAsync(metastore.HandlerOf("other"), write), Ct);
            await metastore.Handler.drop_partition(SampleTable.Database, SampleTable.Table, [.. Values], true, Ct);
            await beside;

            Assert.Empty(await SampleTable.ListAsync(metastore, Ct));
            await SampleTable.AddAsync(metastore, Ct, Values);
            Assert.Empty(await StatisticsAsync(metastore.Handler));
            Assert.Empty(await metastore.Handler.list_privileges("ann", PrincipalType.USER, new(), Ct));
            await metastore.Handler.drop_partition(SampleTable.Database, SampleTable.Table, [.. Values], true, Ct);
        }
    }

    private static async Task AddAlterDropAsync(ThriftHiveMetastore.IAsync handler, string table)
    {
        for (var round = 0; round < 4; round++)
        {
            var partitions = Enumerable.Range(0, 1000).Select(i => SampleTable.Partition("2024", i.ToString(CultureInfo.InvariantCulture))).ToList();
            partitions.ForEach(partition => partition.TableName = table);
            await handler.add_partitions(partitions, Ct);
            partitions.ForEach(partition => partition.Parameters = new() { ["changed"] = "yes" });
            await handler.alter_partitions(SampleTable.Database, table, partitions, Ct);
            var names = partitions.ConvertAll(partition => $"y=2024/m={partition.Values![1]}");
            await handler.drop_partitions_req(new() { DbName = SampleTable.Database, TblName = table, Parts = new() { Names = names } }, Ct);
        }
    }

    // It may come too late, but nothing else may happen to it.
    private static async Task TryWriteAsync(ThriftHiveMetastore.IAsync handler, string write)
    {
        try
        {
            await WriteAsync(handler, write);
        }
        catch (TException error) when (error is NoSuchObjectException or InvalidOperationException)
        {
        }
    }

    private static Task WriteAsync(ThriftHiveMetastore.IAsync handler, string write) => write switch
    {
        "alter" => handler.alter_partition(SampleTable.Database, SampleTable.Table, SampleTable.Partition(Values), Ct),
        "statistics" => handler.update_partition_column_statistics(
            new()
            {
                StatsDesc = new() { IsTblLevel = false, DbName = SampleTable.Database, TableName = SampleTable.Table, PartName = "y=2024/m=1" },
                StatsObj = [new() { ColName = "a", ColType = "int", StatsData = new() { LongStats = new() { NumNulls = 1, NumDVs = 1 } } }],
            },
            Ct),
        _ => handler.grant_privileges(
            new()
            {
                Privileges =
                [
                    new()
                    {
                        HiveObject = new() { ObjectType = HiveObjectType.PARTITION, DbName = SampleTable.Database, ObjectName = SampleTable.Table, PartValues = [.. Values] },
                        PrincipalName = "ann",
                        PrincipalType = PrincipalType.USER,
                        GrantInfo = new() { Privilege = "select", Grantor = "root", GrantorType = PrincipalType.USER },
                    },
                ],
            },
            Ct),
    };

    private static async Task<List<ColumnStatisticsObj>> StatisticsAsync(ThriftHiveMetastore.IAsync handler)
    {
        var found = await handler.get_partitions_statistics_req(
            new() { DbName = SampleTable.Database, TblName = SampleTable.Table, PartNames = ["y=2024/m=1"], ColNames = ["a"] }, Ct);
        return [.. found.PartStats!.Values.SelectMany(list => list)];
    }
}
