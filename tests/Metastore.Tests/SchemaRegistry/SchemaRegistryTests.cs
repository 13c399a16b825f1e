using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.SchemaRegistry;

public sealed class SchemaRegistryTests
{
    private static readonly ISchemaName Name = new() { CatName = "hive", DbName = "Default", SchemaName = "Orders" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_schema_goes_when_its_last_version_has_gone(Store store)
    {
        await using var metastore = await StartAsync(store);
        await metastore.Handler.add_schema_version(Version(1, "a"), Ct);
        await metastore.Handler.add_schema_version(Version(2, "a", "B"), Ct);

        var latest = await metastore.Handler.get_schema_latest_version(Name, Ct);
        var all = await metastore.Handler.get_schema_all_versions(Name, Ct);
        var tooEarly = await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.drop_ischema(Name, Ct));
        await metastore.Handler.drop_schema_version(Of(1), Ct);
        await metastore.Handler.drop_schema_version(Of(2), Ct);
        await metastore.Handler.drop_ischema(Name, Ct);
        var gone = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.drop_ischema(Name, Ct));
        var missed = await Assert.ThrowsAsync<NoSuchObjectException>(
            () => metastore.Handler.alter_ischema(new() { Name = Name, NewSchema = new() { Compatibility = SchemaCompatibility.BOTH, ValidationLevel = SchemaValidation.ALL } }, Ct));

        Assert.Equal(["a", "b"], latest.Cols!.ConvertAll(column => column.Name));
        Assert.Equal([2, 1], all.ConvertAll(version => version.Version));
        Assert.StartsWith("Schema ISchemaName(catName:hive, dbName:Default, schemaName:Orders) cannot be dropped", tooEarly.Message, StringComparison.Ordinal);
        Assert.Equal("Schema ISchemaName(catName:hive, dbName:Default, schemaName:Orders) does not exist", gone.Message);
        Assert.Equal("Could not find schema ISchemaName(catName:hive, dbName:Default, schemaName:Orders)", missed.Message);
    }

    [Fact]
    public async Task A_schema_to_be_changed_is_missed_in_other_words_than_one_to_be_dropped()
    {
        await using var metastore = await StartAsync(Store.Sqlite);
        await metastore.Handler.drop_ischema(Name, Ct);

        var error = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.alter_ischema(
            new() { Name = Name, NewSchema = new() { Compatibility = SchemaCompatibility.BOTH, ValidationLevel = SchemaValidation.ALL } }, Ct));

        Assert.Equal("Could not find schema ISchemaName(catName:hive, dbName:Default, schemaName:Orders)", error.Message);
    }

    [Theory]
    [EveryStore]
    public async Task Versions_are_found_by_their_columns(Store store)
    {
        await using var metastore = await StartAsync(store);
        await metastore.Handler.add_schema_version(Version(1, "a"), Ct);
        await metastore.Handler.add_schema_version(Version(2, "a", "b"), Ct);

        var withA = await metastore.Handler.get_schemas_by_cols(new() { ColName = "A", Type = "INT" }, Ct);
        var withB = await metastore.Handler.get_schemas_by_cols(new() { ColName = "b", ColNamespace = "of b" }, Ct);
        var ofAnotherType = await metastore.Handler.get_schemas_by_cols(new() { ColName = "b", Type = "string" }, Ct);

        Assert.Equal([1, 2], withA.SchemaVersions!.ConvertAll(found => found.Version));
        Assert.Equal("orders", Assert.Single(withB.SchemaVersions!).Schema!.SchemaName);
        Assert.Empty(ofAnotherType.SchemaVersions!);
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_schemas_by_cols(new() { Type = "int" }, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task A_version_changes_only_its_serde_and_its_state(Store store)
    {
        await using var metastore = await StartAsync(store);
        await metastore.Handler.add_schema_version(Version(1, "a"), Ct);
        await metastore.Handler.add_serde(new() { Name = "csv", SerializationLib = "lib" }, Ct);

        await metastore.Handler.map_schema_version_to_serde(new() { SchemaVersion = Of(1), SerdeName = "csv" }, Ct);
        await metastore.Handler.set_schema_version_state(new() { SchemaVersion = Of(1), State = SchemaVersionState.ENABLED }, Ct);
        var version = await metastore.Handler.get_schema_version(Of(1), Ct);
        var exists = await Assert.ThrowsAsync<AlreadyExistsException>(() => metastore.Handler.add_schema_version(Version(1, "z"), Ct));
        var noSerde = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.map_schema_version_to_serde(new() { SchemaVersion = Of(1), SerdeName = "CSV" }, Ct));

        Assert.Equal(("lib", SchemaVersionState.ENABLED), (version.SerDe!.SerializationLib, version.State));
        Assert.Equal("a", Assert.Single(version.Cols!).Name);
        Assert.Equal("Schema name ISchemaName(catName:hive, dbName:Default, schemaName:Orders) version 1 already exists", exists.Message);
        Assert.Equal("No SerDe named CSV", noSerde.Message);
    }

    [Theory]
    [EveryStore]
    public async Task A_database_with_a_schema_is_dropped_with_cascade_only(Store store)
    {
        await using var metastore = await StartAsync(store);
        await metastore.Handler.create_database(new() { Name = "d" }, Ct);
        await metastore.Handler.create_ischema(Schema("d"), Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.drop_database("d", deleteData: true, cascade: false, Ct));
        await metastore.Handler.drop_database("d", deleteData: true, cascade: true, Ct);

        await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_ischema(new() { DbName = "d", SchemaName = "orders" }, Ct));
    }

    private static async Task<TestMetastore> StartAsync(Store store)
    {
        var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_ischema(Schema("DEFAULT"), Ct);
        return metastore;
    }

    private static ISchema Schema(string database) => new()
    {
        SchemaType = SchemaType.AVRO,
        Name = "ORDERS",
        DbName = database,
        Compatibility = SchemaCompatibility.BACKWARD,
        ValidationLevel = SchemaValidation.ALL,
        CanEvolve = true,
    };

    private static SchemaVersionDescriptor Of(int version) => new() { Schema = Name, Version = version };

    private static SchemaVersion Version(int version, params string[] columns) => new()
    {
        Schema = Name,
        Version = version,
        Cols = [.. columns.Select(column => new FieldSchema { Name = column, Type = "int", Comment = $"of {column}" })],
    };
}
