using Metastore.Storage;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Storage;

public sealed class MigrationTests
{
    [Theory, EveryStore]
    public async Task Every_statement_can_be_repeated(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var connections = metastore.Get<Connections>();
        foreach (var statement in MigrationStore.Tables.Concat(Migrator.Files.SelectMany(Migrator.Statements)))
        {
            await connections.ExecuteAloneAsync(connections.Dialect.Ddl(statement), TestContext.Current.CancellationToken);
        }
    }

    [Theory, EveryStore]
    public async Task A_migration_that_broke_off_is_run_again(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Get<Connections>().ExecuteAloneAsync("DELETE FROM migrations", TestContext.Current.CancellationToken);
        await metastore.Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        Assert.Contains("default", await metastore.Handler.get_all_databases());
    }
}
