using Metastore.Names;
using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Tests.Support;

namespace Metastore.Tests.Tables;

/// <summary>Databases and tables as a client would send them.</summary>
internal static class Sample
{
    public const string Database = "sales";

    public static async Task<TestMetastore> StartAsync(Store store, CancellationToken ct)
    {
        var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_database(new() { Name = Database }, ct);
        return metastore;
    }

    /// <summary>A managed text table with the columns a int, b string.</summary>
    public static Table Table(string name, params FieldSchema[] partitionKeys) => new()
    {
        DbName = Database,
        TableName = name,
        Owner = "ann",
        TableType = "MANAGED_TABLE",
        Parameters = [],
        PartitionKeys = [.. partitionKeys],
        Sd = new()
        {
            Cols = [Column("a", "int"), Column("b", "string")],
            InputFormat = "org.apache.hadoop.mapred.TextInputFormat",
            OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            SerdeInfo = new() { SerializationLib = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", Parameters = [] },
        },
    };

    public static Table External(string name, string location)
    {
        var table = Table(name);
        table.TableType = "EXTERNAL_TABLE";
        table.Parameters = new() { ["EXTERNAL"] = "TRUE" };
        table.Sd!.Location = location;
        return table;
    }

    public static Table View(string name, params string[] tablesUsed)
    {
        var view = Table(name);
        view.TableType = "MATERIALIZED_VIEW";
        view.CreationMetadata = new("hive", Database, name, [.. tablesUsed]);
        return view;
    }

    public static FieldSchema Column(string name, string type) => new() { Name = name, Type = type };

    public static Task<Table> ReadAsync(TestMetastore metastore, string name, CancellationToken ct) => metastore.Handler.get_table(Database, name, ct);

    /// <summary>Puts a partition into the store as it is, its directory below the table's.</summary>
    public static async Task AddPartitionAsync(TestMetastore metastore, Table table, string name, CancellationToken ct)
    {
        var partition = new Partition
        {
            Values = [name.Split('=')[1]],
            Sd = new() { Location = $"{table.Sd!.Location}/{name}", SerdeInfo = new() },
            Parameters = new() { ["numRows"] = "5" },
        };
        var row = PartitionRow.From(table, name, partition, new());
        Directory.CreateDirectory(Metastore.Warehouse.Location.PathOf(partition.Sd.Location));
        await metastore.Get<Db>().InTransactionAsync(tx => PartitionWriteStore.AddAsync(tx, [row], ct), ct);
    }

    /// <summary>The partitions in the store, by name.</summary>
    public static Task<List<Partition>> ListPartitionsAsync(TestMetastore metastore, Table table, CancellationToken ct) => metastore.Get<Db>().ReadAsync(
        async tx =>
        {
            var rows = await PartitionStore.ListAsync(tx, table.Id, NameRange.Everything, -1, ct);
            return await PartitionReader.ReadAsync(tx, table, rows, ct);
        },
        ct);

    public static string PathOf(Table table) => Metastore.Warehouse.Location.PathOf(table.Sd!.Location!);
}
