using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tables;

public sealed class AlterTableTests
{
    private const string Key = "metadata_location";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Rename_moves_the_directory_and_the_partitions_in_it(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var table = await CreateAsync(metastore, Sample.Table("t", Sample.Column("d", "string")));
        await Sample.AddPartitionAsync(metastore, table, "d=1", Ct);
        table.TableName = "Renamed";

        await metastore.Handler.alter_table(Sample.Database, "t", table, Ct);

        var renamed = await Sample.ReadAsync(metastore, "renamed", Ct);
        Assert.Equal($"{metastore.Warehouse}/sales.db/renamed", renamed.Sd!.Location);
        Assert.False(Directory.Exists($"{metastore.WarehousePath}/sales.db/t"));
        Assert.True(Directory.Exists($"{metastore.WarehousePath}/sales.db/renamed/d=1"));
        var partition = Assert.Single(await Sample.ListPartitionsAsync(metastore, renamed, Ct));
        Assert.Equal(($"{renamed.Sd.Location}/d=1", "renamed"), (partition.Sd!.Location, partition.TableName));
    }

    [Theory]
    [EveryStore]
    public async Task Rename_rewrites_no_partition_but_those_with_a_place_of_their_own_below_the_table(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var table = await CreateAsync(metastore, Sample.Table("t", Sample.Column("d", "string")));
        var root = table.Sd!.Location;
        await AddPartitionsAsync(metastore, table, null, $"{root}/own/place", $"{root}_not_below/place", "file:/elsewhere/é");
        table.TableName = "renamed";

        await metastore.Handler.alter_table(Sample.Database, "t", table, Ct);

        var renamed = await Sample.ReadAsync(metastore, "renamed", Ct);
        var to = renamed.Sd!.Location;
        Assert.Equal([$"{to}/d=0", $"{to}/own/place", $"{root}_not_below/place", "file:/elsewhere/é"], await PlacesAsync(metastore, renamed));
        Assert.Equal([1, 2, 1, 1], await metastore.Get<Db>().ReadAsync(
            tx => tx.QueryAsync<long>("SELECT version FROM partitions WHERE table_id = @Id ORDER BY name", new { table.Id }, Ct), Ct));
    }

    [Theory]
    [EveryStore]
    public async Task Partitions_stay_where_they_are_when_their_table_is_given_another_place(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var table = await CreateAsync(metastore, Sample.Table("t", Sample.Column("d", "string")));
        await AddPartitionsAsync(metastore, table, null, "file:/elsewhere/1");
        var before = await PlacesAsync(metastore, table);
        (table.Sd!.Location, table.TableName) = ("file:/new/place", "renamed");

        await metastore.Handler.alter_table(Sample.Database, "t", table, Ct);

        var moved = await Sample.ReadAsync(metastore, "renamed", Ct);
        Assert.Equal("file:/new/place", moved.Sd!.Location);
        Assert.Equal(before, await PlacesAsync(metastore, moved));
    }

    [Theory]
    [EveryStore]
    public async Task An_external_table_keeps_its_place_when_it_moves_to_another_database(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_database(new() { Name = "other" }, Ct);
        var table = await CreateAsync(metastore, Sample.External("t", $"{metastore.Warehouse}/sales.db/t"));
        table.DbName = "other";

        await metastore.Handler.alter_table(Sample.Database, "t", table, Ct);

        Assert.Equal(table.Sd!.Location, (await metastore.Handler.get_table("other", "t", Ct)).Sd!.Location);
        Assert.Empty(await metastore.Handler.get_all_tables(Sample.Database, Ct));
        Assert.True(Directory.Exists(Sample.PathOf(table)));
    }

    [Fact]
    public async Task A_views_columns_may_become_any_others()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var view = Sample.Table("v");
        view.TableType = "VIRTUAL_VIEW";
        view.ViewOriginalText = view.ViewExpandedText = "SELECT a, b FROM t";
        await metastore.Handler.create_table(view, Ct);
        view.Sd!.Cols = [Sample.Column("b", "date")];

        await metastore.Handler.alter_table(Sample.Database, "v", view, Ct);

        Assert.Equal(view.Sd.Cols, (await Sample.ReadAsync(metastore, "v", Ct)).Sd!.Cols);
    }

    [Fact]
    public async Task A_connection_may_lift_the_ban_on_other_column_types()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = await CreateAsync(metastore, Sample.Table("t"));
        table.Sd!.Cols = [Sample.Column("a", "date")];

        var banned = await Record.ExceptionAsync(() => metastore.Handler.alter_table(Sample.Database, "t", table, Ct));
        await metastore.Handler.setMetaConf("hive.metastore.disallow.incompatible.col.type.changes", "false", Ct);
        await metastore.Handler.alter_table(Sample.Database, "t", table, Ct);

        Assert.IsType<InvalidOperationException>(banned);
        Assert.Equal("date", (await Sample.ReadAsync(metastore, "t", Ct)).Sd!.Cols![0].Type);
    }

    [Fact]
    public async Task A_rename_to_a_place_that_is_taken_changes_nothing()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = await CreateAsync(metastore, Sample.Table("t"));
        Directory.CreateDirectory($"{metastore.WarehousePath}/sales.db/taken");
        table.TableName = "taken";

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.alter_table(Sample.Database, "t", table, Ct));

        Assert.Equal($"New location for this table hive.sales.taken already exists : {metastore.Warehouse}/sales.db/taken", error.Message);
        Assert.True(Directory.Exists(Sample.PathOf(await Sample.ReadAsync(metastore, "t", Ct))));
    }

    [Theory]
    [EveryStore]
    public async Task Of_commits_that_expect_the_same_value_one_wins(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var given = Sample.Table("t");
        given.Parameters![Key] = "0";
        var table = await CreateAsync(metastore, given);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(writer => Record.ExceptionAsync(() => CommitAsync(metastore, table, "0", $"{writer}")).AsTask()));

        Assert.Equal(7, outcomes.Count(error => error is MetaException { Message: { } text } && text.StartsWith("The table has been modified. The parameter value for key", StringComparison.Ordinal)));
        Assert.Single(outcomes, error => error is null);
    }

    [Fact]
    public async Task A_commit_that_is_sent_again_succeeds_and_one_that_came_too_late_does_not()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var given = Sample.Table("t");
        given.Parameters![Key] = "0";
        var table = await CreateAsync(metastore, given);
        await CommitAsync(metastore, table, "0", "1");

        await CommitAsync(metastore, table, "0", "1");
        var error = await Assert.ThrowsAsync<MetaException>(() => CommitAsync(metastore, table, "0", "2"));

        Assert.Equal("The table has been modified. The parameter value for key 'metadata_location' is '1'. The expected was value was '0'", error.Message);
        Assert.Equal("1", (await Sample.ReadAsync(metastore, "t", Ct)).Parameters![Key]);
    }

    [Theory]
    [InlineData("bigint", true)]
    [InlineData("string", true)]
    [InlineData("smallint", false)]
    [InlineData("array<int>", false)]
    public async Task A_column_gets_a_type_that_holds_its_values(string type, bool allowed)
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = await CreateAsync(metastore, Sample.Table("t"));
        table.Sd!.Cols![0].Type = type;

        var error = await Record.ExceptionAsync(() => metastore.Handler.alter_table(Sample.Database, "t", table, Ct));

        var text = allowed ? null : "The following columns have types incompatible with the existing columns in their respective positions :\na";
        Assert.Equal(text, (error as InvalidOperationException)?.Message);
    }

    [Fact]
    public async Task Iceberg_moves_columns_where_the_operator_allows_it()
    {
        await using var metastore = await TestMetastore.CreateAsync(Store.Sqlite, new KeyValuePair<string, string?>("Tables:LakeTablesKeepTheirOwnSchema", "true"));
        await metastore.Handler.create_database(new() { Name = Sample.Database }, Ct);
        var given = Sample.Table("t");
        given.Parameters!["table_type"] = "ICEBERG";
        var table = await CreateAsync(metastore, given);
        table.Sd!.Cols!.Reverse();

        await metastore.Handler.alter_table(Sample.Database, "t", table, Ct);

        Assert.Equal("b", (await Sample.ReadAsync(metastore, "t", Ct)).Sd!.Cols![0].Name);
    }

    [Theory]
    [EveryStore(true)]
    [EveryStore(false)]
    public async Task Partitions_get_new_columns_with_cascade_only(Store store, bool cascade)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var table = await CreateAsync(metastore, Sample.Table("t", Sample.Column("d", "string")));
        await Sample.AddPartitionAsync(metastore, table, "d=1", Ct);
        table.Sd!.Cols!.Add(Sample.Column("c", "double"));

        await metastore.Handler.alter_table_with_cascade(Sample.Database, "t", table, cascade, Ct);

        var partition = Assert.Single(await Sample.ListPartitionsAsync(metastore, table, Ct));
        Assert.Equal(cascade ? ["a", "b", "c"] : null, partition.Sd!.Cols?.ConvertAll(column => column.Name!));
    }

    private static async Task<Table> CreateAsync(TestMetastore metastore, Table given)
    {
        await metastore.Handler.create_table(given, Ct);
        return await Sample.ReadAsync(metastore, given.TableName!, Ct);
    }

    private static Task<int> AddPartitionsAsync(TestMetastore metastore, Table table, params string?[] places) => metastore.Get<Db>().InTransactionAsync(
        tx => PartitionWriteStore.AddAsync(tx, [.. places.Select((place, i) => new PartitionRow { TableId = table.Id, Name = $"d={i}", Location = place, Payload = Payload(i) })], Ct), Ct);

    private static byte[] Payload(int value) => PartitionPayload.Write(new() { Values = [$"{value}"], Sd = new() { SerdeInfo = new() } });

    private static async Task<List<string>> PlacesAsync(TestMetastore metastore, Table table) =>
        (await Sample.ListPartitionsAsync(metastore, table, Ct)).ConvertAll(partition => partition.Sd!.Location!);

    private static Task CommitAsync(TestMetastore metastore, Table seen, string expected, string value)
    {
        var table = new Table
        {
            DbName = seen.DbName,
            TableName = seen.TableName,
            TableType = seen.TableType,
            Sd = seen.Sd,
            PartitionKeys = [],
            Parameters = new() { [Key] = value },
        };
        var context = new EnvironmentContext { Properties = new() { ["expected_parameter_key"] = Key, ["expected_parameter_value"] = expected } };
        return metastore.HandlerOf("ann").alter_table_with_environment_context(Sample.Database, "t", table, context, Ct);
    }
}
