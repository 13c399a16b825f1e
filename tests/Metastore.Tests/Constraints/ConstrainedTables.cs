using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Constraints;

/// <summary>A metastore with two tables, <c>parent (a int, b string, c int) by (day string)</c> and <c>child (x int, y string)</c>.</summary>
internal sealed class ConstrainedTables : IAsyncDisposable
{
    private readonly TestMetastore metastore;

    private ConstrainedTables(TestMetastore metastore) => this.metastore = metastore;

    public ThriftHiveMetastore.IAsync Handler => metastore.Handler;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ConstrainedTables> CreateAsync(Store store)
    {
        var tables = new ConstrainedTables(await TestMetastore.CreateAsync(store));
        await tables.Handler.create_table(Table("parent", ["a:int", "b:string", "c:int"], "day:string"), Ct);
        await tables.Handler.create_table(Table("child", ["x:int", "y:string"]), Ct);
        return tables;
    }

    public static Table Table(string name, string[] columns, params string[] keys) => new()
    {
        DbName = "default",
        TableName = name,
        Owner = "tester",
        TableType = "MANAGED_TABLE",
        Parameters = [],
        Sd = new() { Cols = Fields(columns), SerdeInfo = new() { Parameters = [] } },
        PartitionKeys = Fields(keys),
    };

    public Task AddPrimaryKeyAsync(string table, string? name, params string[] columns) => Handler.add_primary_key(
        new([.. columns.Select((column, i) => new SQLPrimaryKey
        {
            Table_db = "default",
            Table_name = table,
            Column_name = column,
            Key_seq = i + 1,
            Pk_name = name,
            Enable_cstr = true,
            Rely_cstr = true,
        })]),
        Ct);

    public Task AddUniqueAsync(string table, string? name, params string[] columns) => Handler.add_unique_constraint(
        new([.. columns.Select((column, i) => new SQLUniqueConstraint
        {
            CatName = "hive",
            Table_db = "default",
            Table_name = table,
            Column_name = column,
            Key_seq = i + 1,
            Uk_name = name,
        })]),
        Ct);

    /// <summary>Adds a foreign key from <c>child</c> to <c>parent</c>.</summary>
    public Task AddForeignKeyAsync(string name, params (string Child, string Parent)[] columns) => Handler.add_foreign_key(
        new([.. columns.Select((column, i) => new SQLForeignKey
        {
            Pktable_db = "default",
            Pktable_name = "parent",
            Pkcolumn_name = column.Parent,
            Fktable_db = "default",
            Fktable_name = "child",
            Fkcolumn_name = column.Child,
            Key_seq = i + 1,
            Fk_name = name,
        })]),
        Ct);

    public async Task<List<SQLPrimaryKey>> PrimaryKeysAsync(string table) =>
        (await Handler.get_primary_keys(new("default", table), Ct)).PrimaryKeys!;

    public async Task<List<SQLUniqueConstraint>> UniqueAsync(string table) =>
        (await Handler.get_unique_constraints(new("hive", "default", table), Ct)).UniqueConstraints!;

    public ValueTask DisposeAsync() => metastore.DisposeAsync();

    private static List<FieldSchema> Fields(string[] columns) =>
        [.. columns.Select(column => column.Split(':')).Select(parts => new FieldSchema { Name = parts[0], Type = parts[1] })];
}
