using Metastore.Tests.Support;
using Metastore.Tests.Tables;

namespace Metastore.Tests.Partitions;

/// <summary>A table sales.p with the keys ds string and hr int, and its partitions as a client would add them.</summary>
internal static class SamplePartitions
{
    public const string Table = "p";

    public static async Task<TestMetastore> StartAsync(Store store, CancellationToken ct, params KeyValuePair<string, string?>[] settings)
    {
        var metastore = await TestMetastore.CreateAsync(store, settings);
        await metastore.Handler.create_database(new() { Name = Sample.Database }, ct);
        return metastore;
    }

    /// <summary>Creates the table with the parameters and adds partitions, given as <c>ds/hr</c>.</summary>
    public static async Task AddAsync(TestMetastore metastore, Dictionary<string, string> parameters, CancellationToken ct, params string[] partitions)
    {
        var table = Sample.Table(Table, Sample.Column("ds", "string"), Sample.Column("hr", "int"));
        table.Parameters = parameters;
        await metastore.Handler.create_table(table, ct);
        await metastore.Handler.add_partitions([.. partitions.Select(values => Partition(table, values.Split('/')))], ct);
    }

    public static Partition Partition(Table table, string[] values) => new()
    {
        DbName = table.DbName,
        TableName = table.TableName,
        Values = [.. values],
        Parameters = new() { ["n"] = values[^1], ["other"] = "x" },
        Sd = new() { Cols = table.Sd!.Cols, SerdeInfo = table.Sd.SerdeInfo, InputFormat = table.Sd.InputFormat },
    };

    public static string ValuesOf(Partition partition) => string.Join('/', partition.Values!);
}
