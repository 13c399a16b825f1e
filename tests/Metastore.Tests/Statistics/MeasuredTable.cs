using Metastore.Names;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Statistics;

/// <summary>A metastore with a table <c>default.t (a int, b string)</c>, by <c>ds</c> if it is given values of that key.</summary>
internal sealed class MeasuredTable : IAsyncDisposable
{
    private readonly TestMetastore _metastore;

    private MeasuredTable(TestMetastore metastore) => _metastore = metastore;

    public ThriftHiveMetastore.IAsync Handler => _metastore.Handler;

    public Db Db => _metastore.Get<Db>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<MeasuredTable> CreateAsync(Store store, params string[] partitions)
    {
        var table = new MeasuredTable(await TestMetastore.CreateAsync(store));
        await table.Handler.create_table(New(partitions.Length > 0), Ct);
        await table.Db.InTransactionAsync(tx => AddAsync(tx, partitions), Ct);
        return table;
    }

    public static Table New(bool partitioned) => new()
    {
        DbName = "default",
        TableName = "t",
        TableType = "MANAGED_TABLE",
        Parameters = [],
        Sd = new() { Cols = [Field("a", "int"), Field("b", "string")], SerdeInfo = new() { Parameters = [] } },
        PartitionKeys = partitioned ? [Field("ds", "string")] : [],
    };

    public static FieldSchema Field(string name, string type) => new() { Name = name, Type = type };

    public static ColumnStatistics Of(string? partition, params ColumnStatisticsObj[] columns) => new()
    {
        StatsDesc = new() { IsTblLevel = partition is null, DbName = "default", TableName = "T", PartName = partition },
        StatsObj = [.. columns],
    };

    public static ColumnStatisticsObj Whole(string column, long low, long high, long nulls, long distinct) => new()
    {
        ColName = column,
        ColType = "int",
        StatsData = new() { LongStats = new() { LowValue = low, HighValue = high, NumNulls = nulls, NumDVs = distinct } },
    };

    public static ColumnStatisticsObj Text(string column, long longest, double average, long nulls, long distinct) => new()
    {
        ColName = column,
        ColType = "string",
        StatsData = new() { StringStats = new() { MaxColLen = longest, AvgColLen = average, NumNulls = nulls, NumDVs = distinct } },
    };

    /// <summary>Puts an empty table of other columns in the place of this one.</summary>
    public async Task RecreateAsync(bool partitioned, Action<List<FieldSchema>> change)
    {
        var other = New(partitioned);
        change(other.Sd!.Cols!);
        await Handler.drop_table("default", "t", true, Ct);
        await Handler.create_table(other, Ct);
    }

    public async Task<List<ColumnStatisticsObj>> GetAsync(params string[] columns) =>
        (await Handler.get_table_statistics_req(new() { DbName = "default", TblName = "t", ColNames = [.. columns] }, Ct)).TableStats!;

    public async Task<Dictionary<string, List<ColumnStatisticsObj>>> GetPartitionsAsync(List<string> names, params string[] columns) =>
        (await Handler.get_partitions_statistics_req(Request(names, columns), Ct)).PartStats!;

    /// <summary>The reply as a client reads it.</summary>
    public async Task<AggrStats> AggregateAsync(List<string> names, params string[] columns) =>
        ThriftBinary.Read<AggrStats>(ThriftBinary.Write(await Handler.get_aggr_stats_for(Request(names, columns), Ct)));

    public async Task<string?> AccurateAsync()
    {
        var row = await Db.ReadAsync(tx => TableStore.FindAsync(tx, new TableName("hive", "default", "t"), Ct), Ct);
        return row!.ToTable().Parameters!.GetValueOrDefault("COLUMN_STATS_ACCURATE");
    }

    public Task<string?> AccurateAsync(string partition) => Db.ReadAsync(
        async tx =>
        {
            var table = await TableStore.FindAsync(tx, new TableName("hive", "default", "t"), Ct);
            var row = await PartitionStore.FindAsync(tx, table!.Id, partition, Ct);
            return PartitionPayload.Read(row!.Payload, null).Parameters?.GetValueOrDefault("COLUMN_STATS_ACCURATE");
        },
        Ct);

    public ValueTask DisposeAsync() => _metastore.DisposeAsync();

    private static PartitionsStatsRequest Request(List<string> names, string[] columns) =>
        new() { DbName = "default", TblName = "t", ColNames = [.. columns], PartNames = names };

    private static async Task AddAsync(Tx tx, string[] values)
    {
        var table = await TableStore.FindAsync(tx, new TableName("hive", "default", "t"), Ct);
        var rows = Array.ConvertAll(values, value => new PartitionRow
        {
            TableId = table!.Id,
            Name = $"ds={value}",
            Payload = PartitionPayload.Write(new() { Values = [value], Parameters = [], Sd = new() { SerdeInfo = new() } }),
        });
        await PartitionWriteStore.AddAsync(tx, [.. rows], Ct);
    }
}
