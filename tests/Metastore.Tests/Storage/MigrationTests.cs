using Metastore.Storage;
using Metastore.Tests.Rpc;
using Metastore.Tests.Support;
using Metastore.Tests.Support.Played;
using Npgsql;
using Xunit;

namespace Metastore.Tests.Storage;

public sealed class MigrationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Every_statement_can_be_repeated(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var connections = metastore.Get<Connections>();
        foreach (var statement in MigrationStore.Tables.Concat(Migrator.Files.SelectMany(Migrator.Statements)))
        {
            await connections.ExecuteAloneAsync(connections.Dialect.Ddl(statement), Ct);
        }
    }

    [Theory, EveryStore]
    public async Task A_migration_that_broke_off_is_run_again(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Get<Connections>().ExecuteAloneAsync("DELETE FROM migrations", Ct);
        await metastore.Get<Migrator>().MigrateAsync(Ct);
        Assert.Contains("default", await metastore.Handler.get_all_databases());
    }

    [Theory, EveryStore]
    public async Task A_database_of_a_newer_release_is_refused(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Get<Connections>().ExecuteAloneAsync("INSERT INTO migrations (name, applied_at) VALUES ('9999_later.sql', 0)", Ct);
        foreach (var start in (Func<CancellationToken, Task>[])[metastore.Get<Migrator>().MigrateAsync, metastore.Get<Bootstrap>().RunAsync])
        {
            var error = await Assert.ThrowsAsync<System.InvalidOperationException>(() => start(Ct));
            Assert.Equal("The database has been migrated by a newer release (step 9999_later.sql is unknown here); use that release or a newer one.", error.Message);
        }
    }

    [Fact]
    public async Task A_start_without_a_writer_is_refused_where_the_first_objects_are_missing()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using (await TestMetastore.CreateAsync([.. database.Settings]))
        {
        }

        await using var admin = new NpgsqlConnection(database.Settings["Storage:ConnectionString"]);
        await admin.OpenAsync(Ct);
        await ExecuteAsync(admin, $"ALTER DATABASE \"{admin.Database}\" SET default_transaction_read_only = on");
        await using (var readOnly = await TestMetastore.CreateAsync([.. database.Settings]))
        {
            Assert.Equal(["default"], await readOnly.Handler.get_all_databases(Ct));
        }

        await ExecuteAsync(admin, "DELETE FROM databases; DELETE FROM catalogs");

        await Assert.ThrowsAnyAsync<Exception>(() => TestMetastore.CreateAsync([.. database.Settings]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Servers_that_start_at_once_migrate_once(bool isCockroach)
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var between = PlayedCockroach.Before(database.Settings["Storage:ConnectionString"]!, isCockroach);
        KeyValuePair<string, string?>[] settings =
            [new("Storage:Provider", "Postgres"), new("Storage:ConnectionString", between.ConnectionString), new("Storage:PoolSize", "2"), new("Storage:WriterDeadline", "00:00:30")];
        var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TestMetastore.CreateAsync(settings)));
        foreach (var server in servers)
        {
            Assert.Equal(["default"], await server.Handler.get_all_databases(Ct));
            await server.DisposeAsync();
        }

        var sent = between.Sent.Select(statement => statement.Sql).ToList();
        var dialect = isCockroach ? Dialect.Cockroach : Dialect.Postgres;
        Assert.All(Migrator.Files, file => Assert.Single(sent, dialect.Ddl(Migrator.Statements(file)[0])));
        Assert.Equal(isCockroach, !PlayedRules.Broken(between.Sent).Any());
    }

    [Fact]
    public async Task Processes_that_start_at_once_all_succeed()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var database = await TestDatabase.CreateEmptyAsync();
        var directory = Directory.CreateTempSubdirectory("metastore-");
        var arguments = database.Settings.Select(setting => $"--{setting.Key}={setting.Value}").Append("--Storage:WriterDeadline=00:00:30").Prepend("migrate").ToArray();
        var processes = Enumerable.Range(0, 4).Select(_ => ServerProcess.Start(directory.FullName, new Dictionary<string, string>(), arguments)).ToList();
        foreach (var process in processes)
        {
            Assert.Equal(0, await process.ExitAsync());
            Assert.Empty(process.Errors);
            await process.DisposeAsync();
        }

        await using var metastore = await TestMetastore.CreateAsync([.. database.Settings]);
        Assert.True(await metastore.Get<Migrator>().IsDoneAsync(Ct));
        directory.Delete(recursive: true);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
