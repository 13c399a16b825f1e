using System.Net;
using Metastore.Rpc;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Microsoft.Extensions.DependencyInjection;
using Thrift;
using Thrift.Protocol;
using Thrift.Transport;
using Thrift.Transport.Client;
using Xunit;

namespace Metastore.Tests.Partitions;

/// <summary>Lists of partitions that go from the database into the reply.</summary>
public sealed class StreamedPartitionsTests
{
    private const int Count = 1500;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore("binary", false)]
    [EveryStore("binary", true)]
    [EveryStore("compact", false)]
    [EveryStore("compact", true)]
    public async Task A_long_list_is_the_same_in_every_format(Store store, string protocol, bool framed)
    {
        var directory = Directory.CreateTempSubdirectory("metastore-");
        await using var database = await TestDatabase.CreateAsync(store, directory.FullName);
        database.Settings["Warehouse:Directory"] = $"file:{directory}/warehouse";
        await using var server = await TestServer.StartAsync(database.Settings, Ct);
        var structs = ActivatorUtilities.CreateInstance<MetastoreHandler>(server.Services, new Session());
        await FillAsync(structs);
        using var client = await ClientAsync((IPEndPoint)server.Endpoint, protocol, framed);

        var all = await client.get_partitions(Sample.Database, "t", -1, Ct);
        var some = await client.get_partitions_by_names(Sample.Database, "t", ["d=0007", "d=missing", "d=0001"], Ct);
        var most = await client.get_partitions_by_names(Sample.Database, "t", [.. Enumerable.Range(0, Count).Where(i => i % 3 > 0).Select(i => $"d={i:d4}")], Ct);
        var trimmed = await client.get_partitions_req(new() { DbName = Sample.Database, TblName = "t", MaxParts = 3, SkipColumnSchemaForPartition = true }, Ct);
        var names = await client.get_partition_names(Sample.Database, "t", -1, Ct);
        var first = await client.get_partition_names_ps_req(new() { DbName = Sample.Database, TblName = "t", PartValues = [""], MaxParts = 2 }, Ct);
        var none = await client.get_partitions_by_filter(Sample.Database, "t", "d = \"missing\"", -1, Ct);

        var expected = await structs.get_partitions(Sample.Database, "t", -1, Ct);
        Assert.Equal(Count, expected.Count);
        Assert.Equal(expected.Select(Text), all.Select(Text));
        Assert.Equal([Text(expected[1]), Text(expected[7])], some.Select(Text));
        Assert.Equal(expected.Where((_, i) => i % 3 > 0).Select(Text), most.Select(Text));
        Assert.Equal([0, 0, 0], trimmed.Partitions!.Select(partition => partition.Sd!.Cols!.Count));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"d={i:d4}"), names);
        Assert.Equal(["d=0000", "d=0001"], first.Names);
        Assert.Empty(none);
        directory.Delete(recursive: true);
    }

    private static string Text(Partition partition) => Convert.ToBase64String(ThriftBinary.Write(partition));

    // More than a reply gathers before it sends; every tenth has columns and a place of its own.
    private static async Task FillAsync(MetastoreHandler handler)
    {
        await handler.create_database(new() { Name = Sample.Database }, Ct);
        var table = Sample.External("t", "nowhere://x/t");
        table.PartitionKeys = [Sample.Column("d", "string")];
        await handler.create_table(table, Ct);
        await handler.add_partitions([.. Enumerable.Range(0, Count).Select(Partition)], Ct);
    }

    private static Partition Partition(int i)
    {
        var partition = new Partition
        {
            DbName = Sample.Database,
            TableName = "t",
            Values = [$"{i:d4}"],
            Sd = Sample.Table("t").Sd,
            Parameters = new() { ["filler"] = new('x', 300) },
        };
        if (i % 10 == 0)
        {
            partition.Sd!.Location = $"nowhere://x/é{i}";
            partition.Sd.Cols!.Add(Sample.Column($"own{i}", "string"));
        }

        return partition;
    }

    private static async Task<ThriftHiveMetastore.Client> ClientAsync(IPEndPoint endpoint, string protocol, bool framed)
    {
        TTransport transport = new TSocketTransport(endpoint.Address, endpoint.Port, new TConfiguration(), 20_000);
        transport = framed ? new TFramedTransport(transport) : transport;
        var client = new ThriftHiveMetastore.Client(protocol == "binary" ? new TBinaryProtocol(transport) : new TCompactProtocol(transport));
        await client.OpenTransportAsync(Ct);
        return client;
    }
}
