using Metastore.Tests.Support;

namespace Metastore.Tests.Partitions;

/// <summary>A table and its partitions as a client would send them.</summary>
internal static class SampleTable
{
    public const string Database = Tables.Sample.Database;
    public const string Table = "t";

    /// <summary>A metastore with an empty table of the keys y and m; a change is made to it before it is created.</summary>
    public static async Task<TestMetastore> StartAsync(Store store, CancellationToken ct, Action<Table>? change = null)
    {
        var metastore = await Tables.Sample.StartAsync(store, ct);
        await CreateTableAsync(metastore, Table, ct, change);
        return metastore;
    }

    public static async Task CreateTableAsync(TestMetastore metastore, string name, CancellationToken ct, Action<Table>? change = null)
    {
        var table = Tables.Sample.Table(name, Tables.Sample.Column("y", "string"), Tables.Sample.Column("m", "string"));
        change?.Invoke(table);
        await metastore.Handler.create_table(table, ct);
    }

    /// <summary>A partition of <see cref="Table"/>, with its columns and without a location.</summary>
    public static Partition Partition(params string[] values) => new()
    {
        Values = [.. values],
        DbName = Database,
        TableName = Table,
        Sd = Tables.Sample.Table(Table).Sd,
        Parameters = [],
    };

    public static async Task AddAsync(TestMetastore metastore, CancellationToken ct, params string[][] values) =>
        await metastore.Handler.add_partitions([.. values.Select(Partition)], ct);

    /// <summary>The partitions of a table in the store, by name.</summary>
    public static async Task<List<Partition>> ListAsync(TestMetastore metastore, CancellationToken ct, string table = Table) =>
        await Tables.Sample.ListPartitionsAsync(metastore, await Tables.Sample.ReadAsync(metastore, table, ct), ct);

    /// <summary>The values of the partitions of a table, by name: <c>2024/1</c>.</summary>
    public static async Task<List<string>> ListValuesAsync(TestMetastore metastore, CancellationToken ct, string table = Table) =>
        (await ListAsync(metastore, ct, table)).ConvertAll(partition => string.Join('/', partition.Values!));

    /// <summary>A path below the directory of a table.</summary>
    public static string PathOf(TestMetastore metastore, string name, string table = Table) => $"{metastore.WarehousePath}/{Database}.db/{table}/{name}";
}
