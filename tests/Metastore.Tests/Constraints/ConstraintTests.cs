using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Constraints;

public class ConstraintTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task A_key_keeps_the_order_of_its_columns_and_what_is_promised(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddPrimaryKeyAsync("parent", " PK1 ", "B", "day");

        var keys = await tables.PrimaryKeysAsync("parent");

        Assert.Equal(["b", "day"], keys.Select(key => key.Column_name));
        Assert.Equal([1, 2], keys.Select(key => key.Key_seq));
        Assert.All(keys, key => Assert.Equal(("hive", "default", "parent", "pk1"), (key.CatName, key.Table_db, key.Table_name, key.Pk_name)));
        Assert.All(keys, key => Assert.Equal((true, false, true), (key.Enable_cstr, key.Validate_cstr, key.Rely_cstr)));
    }

    [Theory, EveryStore]
    public async Task A_table_has_one_primary_key(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddPrimaryKeyAsync("parent", "pk1", "a");

        var error = await Assert.ThrowsAsync<MetaException>(() => tables.AddPrimaryKeyAsync("parent", "pk2", "b"));

        Assert.Equal(" Primary key already exists for: hive.default.parent", error.Message);
    }

    [Theory, EveryStore]
    public async Task A_name_is_used_once_per_table_whatever_the_kind(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddPrimaryKeyAsync("parent", "taken", "a");

        await Assert.ThrowsAsync<InvalidObjectException>(() => tables.AddUniqueAsync("parent", "taken", "b"));
        await tables.AddUniqueAsync("child", "taken", "x");
    }

    [Theory, EveryStore]
    public async Task A_missing_name_is_made_from_kind_table_and_column(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddUniqueAsync("parent", null, "b", "c");

        var keys = await tables.UniqueAsync("parent");

        Assert.Matches("^uk_[0-9]+_[0-9]+_0$", keys[0].Uk_name);
        Assert.Equal(["b", "c"], keys.Select(key => key.Column_name));
        Assert.Equal(keys[0].Uk_name, keys[1].Uk_name);
    }

    [Theory, EveryStore]
    public async Task An_unknown_table_or_column_gets_no_constraint(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await Assert.ThrowsAsync<InvalidObjectException>(() => tables.AddPrimaryKeyAsync("nosuch", "pk1", "a"));
        await Assert.ThrowsAsync<InvalidObjectException>(() => tables.AddUniqueAsync("parent", "uk1", "a", "zz"));

        Assert.Empty(await tables.UniqueAsync("parent"));
        Assert.Empty(await tables.UniqueAsync("nosuch"));
    }

    [Theory, EveryStore]
    public async Task A_foreign_key_names_the_key_it_refers_to_and_is_found_from_both_sides(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddPrimaryKeyAsync("parent", "pk1", "a", "b");
        await tables.AddForeignKeyAsync("fk1", ("x", "a"), ("y", "b"));

        foreach (var request in new ForeignKeysRequest[]
        {
            new() { Parent_db_name = "default", Parent_tbl_name = "Parent" },
            new() { Foreign_db_name = "default", Foreign_tbl_name = "child" },
            new() { CatName = "hive" },
        })
        {
            var keys = (await tables.Handler.get_foreign_keys(request, Ct)).ForeignKeys!;
            Assert.Equal([("x", "a", 1, "pk1"), ("y", "b", 2, "pk1")], keys.Select(key => (key.Fkcolumn_name, key.Pkcolumn_name, key.Key_seq, key.Pk_name)));
        }

        Assert.Empty((await tables.Handler.get_foreign_keys(new() { Parent_db_name = "default", Parent_tbl_name = "child" }, Ct)).ForeignKeys!);
    }

    [Theory, EveryStore]
    public async Task A_foreign_key_needs_a_key_with_its_columns_and_types(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        var none = await Assert.ThrowsAsync<MetaException>(() => tables.AddForeignKeyAsync("fk1", ("x", "a")));
        await tables.AddUniqueAsync("parent", "uk1", "b");
        var other = await Assert.ThrowsAsync<MetaException>(() => tables.AddForeignKeyAsync("fk1", ("x", "b")));
        await tables.AddForeignKeyAsync("fk1", ("y", "b"));

        Assert.Equal("Trying to define foreign key but there are no primary keys or unique keys for referenced table", none.Message);
        Assert.Equal("Foreign key references b:int; but no corresponding primary key or unique key exists. Possible keys: [b:string;]", other.Message);
    }

    [Theory, EveryStore]
    public async Task Dropping_a_key_drops_the_foreign_keys_that_refer_to_it(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddPrimaryKeyAsync("parent", "pk1", "a");
        await tables.AddUniqueAsync("parent", "uk1", "b");
        await tables.AddForeignKeyAsync("to_pk", ("x", "a"));
        await tables.AddForeignKeyAsync("to_uk", ("y", "b"));
        // Hive names the parent's primary key, whichever key is referred to.
        Assert.All((await tables.Handler.get_foreign_keys(new(), Ct)).ForeignKeys!, key => Assert.Equal("pk1", key.Pk_name));

        await tables.Handler.drop_constraint(new("default", "parent", "PK1"), Ct);

        Assert.Empty(await tables.PrimaryKeysAsync("parent"));
        var left = (await tables.Handler.get_foreign_keys(new(), Ct)).ForeignKeys!;
        Assert.Equal(("to_uk", "uk1"), (Assert.Single(left).Fk_name, left[0].Pk_name));
        await Assert.ThrowsAsync<InvalidObjectException>(() => tables.Handler.drop_constraint(new("default", "parent", "pk1"), Ct));
    }

    [Theory, EveryStore]
    public async Task Constraints_go_with_either_table(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddPrimaryKeyAsync("parent", "pk1", "a");
        await tables.AddForeignKeyAsync("fk1", ("x", "a"));
        await tables.AddUniqueAsync("child", "uk1", "y");

        await tables.Handler.drop_table("default", "parent", true, Ct);

        var left = (await tables.Handler.get_all_table_constraints(new("default", "child", "hive"), Ct)).AllTableConstraints!;
        Assert.Empty(left.ForeignKeys!);
        Assert.Equal("uk1", Assert.Single(left.UniqueConstraints!).Uk_name);
    }

    [Theory, EveryStore]
    public async Task All_lists_are_there_even_for_a_table_that_is_not(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        var all = (await tables.Handler.get_all_table_constraints(new("default", "nosuch", "hive"), Ct)).AllTableConstraints!;

        Assert.Empty(all.PrimaryKeys!);
        Assert.Empty(all.ForeignKeys!);
        Assert.Empty(all.UniqueConstraints!);
        Assert.Empty(all.NotNullConstraints!);
        Assert.Empty(all.DefaultConstraints!);
        Assert.Empty(all.CheckConstraints!);
    }

    [Theory, EveryStore]
    public async Task Not_null_default_and_check_come_back_as_given(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.Handler.add_not_null_constraint(new([new() { Table_db = "default", Table_name = "child", Column_name = "x", Nn_name = "nn1" }]), Ct);
        await tables.Handler.add_default_constraint(
            new([new() { Table_db = "default", Table_name = "child", Column_name = "y", Dc_name = "dc1", Default_value = "'Q'" }]), Ct);
        await tables.Handler.add_check_constraint(
            new([new() { Table_db = "default", Table_name = "child", Dc_name = "cc1", Check_expression = "x > 0", Rely_cstr = true }]), Ct);

        var all = (await tables.Handler.get_all_table_constraints(new("default", "child", "hive"), Ct)).AllTableConstraints!;
        Assert.Equal("x", Assert.Single(all.NotNullConstraints!).Column_name);
        Assert.Equal(("y", "'Q'"), (all.DefaultConstraints![0].Column_name, all.DefaultConstraints[0].Default_value));
        var check = Assert.Single(all.CheckConstraints!);
        Assert.Equal((null, "x > 0", true), (check.Column_name, check.Check_expression, check.Rely_cstr));
    }

    [Theory, EveryStore]
    public async Task A_table_comes_with_its_constraints_or_not_at_all(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        var request = new CreateTableRequest
        {
            Table = ConstrainedTables.Table("new", ["a:int", "b:int"]),
            PrimaryKeys = [new() { Column_name = "a", Key_seq = 1 }],
            ForeignKeys =
            [
                new() { Fkcolumn_name = "b", Pktable_db = "default", Pktable_name = "new", Pkcolumn_name = "a", Key_seq = 1, Fk_name = "self" },
            ],
            NotNullConstraints = [new() { Column_name = "zz", Nn_name = "nn1" }],
        };

        await Assert.ThrowsAsync<InvalidObjectException>(() => tables.Handler.create_table_req(request, Ct));
        Assert.DoesNotContain("new", await tables.Handler.get_all_tables("default", Ct));

        request.NotNullConstraints[0].Column_name = "b";
        await tables.Handler.create_table_req(request, Ct);
        var all = (await tables.Handler.get_all_table_constraints(new("default", "new", "hive"), Ct)).AllTableConstraints!;
        Assert.Equal(("a", "new"), (all.PrimaryKeys![0].Column_name, all.PrimaryKeys[0].Table_name));
        Assert.Equal(("self", all.PrimaryKeys[0].Pk_name), (all.ForeignKeys![0].Fk_name, all.ForeignKeys[0].Pk_name));
        Assert.Equal("nn1", Assert.Single(all.NotNullConstraints!).Nn_name);
    }

    [Theory, EveryStore]
    public async Task A_renamed_table_keeps_its_constraints_and_a_dropped_column_does_not(Store store)
    {
        await using var tables = await ConstrainedTables.CreateAsync(store);
        await tables.AddPrimaryKeyAsync("parent", "pk1", "a", "c");
        await tables.AddUniqueAsync("parent", "uk1", "b");
        await tables.AddForeignKeyAsync("fk1", ("x", "a"), ("x", "c"));
        var table = await tables.Handler.get_table("default", "parent", Ct);

        table.TableName = "renamed";
        await tables.Handler.alter_table("default", "parent", table, Ct);
        var key = Assert.Single((await tables.Handler.get_foreign_keys(new(), Ct)).ForeignKeys!, key => key.Key_seq == 1);
        Assert.Equal(("renamed", "pk1"), (key.Pktable_name, key.Pk_name));

        table.Sd!.Cols!.RemoveAt(2);
        await tables.Handler.alter_table("default", "renamed", table, Ct);
        Assert.Empty(await tables.PrimaryKeysAsync("renamed"));
        Assert.Empty((await tables.Handler.get_foreign_keys(new(), Ct)).ForeignKeys!);
        Assert.Equal("b", Assert.Single(await tables.UniqueAsync("renamed")).Column_name);
    }
}
