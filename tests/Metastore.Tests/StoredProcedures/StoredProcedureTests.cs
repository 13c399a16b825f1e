using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.StoredProcedures;

public sealed class StoredProcedureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_new_procedure_takes_the_place_of_the_old(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var handler = metastore.Handler;
        await handler.create_stored_procedure(Procedure("Total", "begin end"), Ct);
        await handler.create_stored_procedure(Procedure("total", "changed"), Ct);
        await handler.create_stored_procedure(Procedure("average", "begin end"), Ct);

        Assert.Equal("changed", (await handler.get_stored_procedure(Request("TOTAL"), Ct)).Source);
        Assert.Equal(["average", "total"], await handler.get_all_stored_procedures(new() { CatName = "hive" }, Ct));
        Assert.Empty(await handler.get_all_stored_procedures(new() { CatName = "hive", DbName = "default" }, Ct));

        await handler.drop_stored_procedure(Request("total"), Ct);
        await handler.drop_stored_procedure(Request("total"), Ct);
        var error = await Assert.ThrowsAsync<NoSuchObjectException>(() => handler.get_stored_procedure(Request("total"), Ct));
        Assert.Equal($"HPL/SQL StoredProcedure {Sample.Database}.total does not exist", error.Message);
    }

    [Theory]
    [EveryStore]
    public async Task A_package_is_no_procedure(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var handler = metastore.Handler;
        await handler.add_package(Package("p"), Ct);

        var found = await handler.find_package(new() { CatName = "hive", DbName = Sample.Database, PackageName = "p" }, Ct);
        Assert.Equal(("p", "o", "h", "b"), (found.PackageName, found.OwnerName, found.Header, found.Body));
        Assert.Equal(["p"], await handler.get_all_packages(new() { CatName = "hive", DbName = Sample.Database }, Ct));
        await Assert.ThrowsAsync<NoSuchObjectException>(() => handler.get_stored_procedure(Request("p"), Ct));

        await handler.drop_package(new() { CatName = "hive", DbName = Sample.Database, PackageName = "P" }, Ct);
        Assert.Empty(await handler.get_all_packages(new() { CatName = "hive" }, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task A_database_with_procedures_or_packages_is_not_empty(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var handler = metastore.Handler;
        await handler.create_stored_procedure(Procedure("q", "begin end"), Ct);
        await handler.add_package(Package("p"), Ct);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => handler.drop_database(Sample.Database, false, false, Ct));
        Assert.Equal($"Database {Sample.Database} is not empty. One or more stored procedures exist.", error.Message);
        await handler.drop_stored_procedure(Request("q"), Ct);
        error = await Assert.ThrowsAsync<InvalidOperationException>(() => handler.drop_database(Sample.Database, false, false, Ct));
        Assert.Equal($"Database {Sample.Database} is not empty. One or more packages exist.", error.Message);

        await handler.drop_database(Sample.Database, false, true, Ct);
        Assert.Empty(await handler.get_all_packages(new() { CatName = "hive" }, Ct));
        var absent = await Assert.ThrowsAsync<NoSuchObjectException>(() => handler.create_stored_procedure(Procedure("q", "begin end"), Ct));
        Assert.Equal($"There is no database hive.{Sample.Database}", absent.Message);
    }

    [Theory]
    [EveryStore]
    public async Task A_catalog_with_procedures_is_not_empty(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var handler = metastore.Handler;
        await handler.create_catalog(new() { Catalog = new() { Name = "lake", LocationUri = $"{metastore.Warehouse}/lake" } }, Ct);
        await handler.create_stored_procedure(new() { CatName = "lake", DbName = "default", Name = "q", OwnerName = "o", Source = "begin end" }, Ct);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => handler.drop_catalog(new() { Name = "lake" }, Ct));

        Assert.Equal("There are still objects in the default database for catalog lake", error.Message);
    }

    private static StoredProcedure Procedure(string name, string source) => new() { CatName = "hive", DbName = Sample.Database, Name = name, OwnerName = "o", Source = source };

    private static AddPackageRequest Package(string name) => new() { CatName = "hive", DbName = Sample.Database, PackageName = name, OwnerName = "o", Header = "h", Body = "b" };

    private static StoredProcedureRequest Request(string name) => new() { CatName = "hive", DbName = Sample.Database, ProcName = name };
}
