using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Npgsql;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>Writes on PostgreSQL that take longer than a statement of a read may.</summary>
public sealed class LongWriteTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_table_is_dropped_however_long_that_takes()
    {
        await using var database = await DatabaseAsync();
        await using var metastore = await StartAsync(database);
        await using var admin = NpgsqlDataSource.Create(database.Settings["Storage:ConnectionString"]!);
        await ExecuteAsync(
            admin,
            """
            CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1.5); RETURN OLD; END';
            CREATE TRIGGER take_long BEFORE DELETE ON tables FOR EACH ROW EXECUTE FUNCTION take_long()
            """);

        await metastore.Handler.drop_table(Sample.Database, "t", true, Ct);

        Assert.Empty(await metastore.Handler.get_all_tables(Sample.Database, Ct));
    }

    [Fact]
    public async Task A_write_does_not_wait_long_for_another_one()
    {
        await using var database = await DatabaseAsync();
        await using var metastore = await StartAsync(database);
        await using var admin = NpgsqlDataSource.Create(database.Settings["Storage:ConnectionString"]!);
        await using var other = await admin.OpenConnectionAsync(Ct);
        await using (await other.BeginTransactionAsync(Ct))
        {
            await using var command = new NpgsqlCommand("SELECT id FROM tables FOR UPDATE", other);
            await command.ExecuteNonQueryAsync(Ct);

            var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.drop_table(Sample.Database, "t", true, Ct));

            Assert.StartsWith("Nothing was changed: other writes to the same objects came first", error.Message, StringComparison.Ordinal);
        }

        await metastore.Handler.drop_table(Sample.Database, "t", true, Ct);
    }

    private static async Task<TestDatabase> DatabaseAsync()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        return await TestDatabase.CreateAsync(Store.Postgres, "");
    }

    private static async Task<TestMetastore> StartAsync(TestDatabase database)
    {
        var metastore = await TestMetastore.CreateAsync([.. database.Settings, new("Storage:CommandTimeoutSeconds", "1")]);
        await metastore.Handler.create_database(new Database { Name = Sample.Database }, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);
        return metastore;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
