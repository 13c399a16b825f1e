using Metastore.Databases;
using Metastore.Names;
using Metastore.Rpc;
using Metastore.Storage;
using Thrift.Protocol;

namespace Metastore.StoredProcedures;

/// <summary>Procedures and packages of HPL/SQL: source texts in a database. A new one takes the place of the old, and dropping none is no error.</summary>
internal sealed class StoredProcedureService(Db db)
{
    /// <exception cref="NoSuchObjectException">There is no such database.</exception>
    public Task CreateAsync(StoredProcedure? given, CancellationToken ct)
    {
        var procedure = given ?? throw Errors.Internal();
        var database = DatabaseName.From(procedure.CatName, procedure.DbName);
        (procedure.CatName, procedure.DbName) = (database.Catalog, database.Database);
        return PutAsync(RoutineKind.Procedure, database, procedure.Name, procedure, ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<StoredProcedure> GetAsync(StoredProcedureRequest? request, CancellationToken ct) =>
        await FindAsync<StoredProcedure>(RoutineKind.Procedure, request?.CatName, request?.DbName, request?.ProcName, ct)
            ?? throw Errors.NoSuchObject($"HPL/SQL StoredProcedure {request?.DbName}.{request?.ProcName} does not exist");

    /// <summary>The names of a catalog's procedures, or of a database's.</summary>
    public async Task<List<string>> ListNamesAsync(ListStoredProcedureRequest? request, CancellationToken ct) =>
        (await ListAsync<StoredProcedure>(RoutineKind.Procedure, request?.CatName, request?.DbName, ct)).ConvertAll(procedure => procedure.Name!);

    public Task DropAsync(StoredProcedureRequest? request, CancellationToken ct) =>
        DropAsync(RoutineKind.Procedure, request?.CatName, request?.DbName, request?.ProcName, ct);

    /// <exception cref="NoSuchObjectException">There is no such database.</exception>
    public Task AddPackageAsync(AddPackageRequest? given, CancellationToken ct)
    {
        var request = given ?? throw Errors.Internal();
        var database = DatabaseName.From(request.CatName, request.DbName);
        var package = new Package
        {
            CatName = database.Catalog,
            DbName = database.Database,
            PackageName = request.PackageName,
            OwnerName = request.OwnerName,
            Header = request.Header,
            Body = request.Body,
        };
        return PutAsync(RoutineKind.Package, database, package.PackageName, package, ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<Package> GetPackageAsync(GetPackageRequest? request, CancellationToken ct) =>
        await FindAsync<Package>(RoutineKind.Package, request?.CatName, request?.DbName, request?.PackageName, ct)
            ?? throw Errors.NoSuchObject($"HPL/SQL package {request?.DbName}.{request?.PackageName} does not exist");

    /// <summary>The names of a catalog's packages, or of a database's.</summary>
    public async Task<List<string>> ListPackageNamesAsync(ListPackageRequest? request, CancellationToken ct) =>
        (await ListAsync<Package>(RoutineKind.Package, request?.CatName, request?.DbName, ct)).ConvertAll(package => package.PackageName!);

    public Task DropPackageAsync(DropPackageRequest? request, CancellationToken ct) =>
        DropAsync(RoutineKind.Package, request?.CatName, request?.DbName, request?.PackageName, ct);

    private Task PutAsync(RoutineKind kind, DatabaseName database, string? name, TBase routine, CancellationToken ct)
    {
        var key = Key(name);
        return db.InTransactionAsync(
            async tx =>
            {
                var row = await DatabaseStore.FindAsync(tx, database, ct) ?? throw Errors.NoSuchObject($"There is no database {database}");
                await RoutineStore.PutAsync(tx, kind, row.Id, key, ThriftBinary.Write(routine), ct);
            },
            ct);
    }

    private async Task<T?> FindAsync<T>(RoutineKind kind, string? catalog, string? database, string? name, CancellationToken ct)
        where T : class, TBase, new() =>
        await db.ReadAsync(tx => RoutineStore.FindAsync(tx, kind, DatabaseName.From(catalog, database), Key(name), ct), ct) is { } payload ? ThriftBinary.Read<T>(payload) : null;

    private async Task<List<T>> ListAsync<T>(RoutineKind kind, string? catalog, string? database, CancellationToken ct)
        where T : class, TBase, new()
    {
        var scope = CatalogName.From(catalog).Name;
        var name = database is null ? null : Identifier.Normalize(database);
        return (await db.ReadAsync(tx => RoutineStore.ListAsync(tx, kind, scope, name, ct), ct)).ConvertAll(ThriftBinary.Read<T>);
    }

    private Task DropAsync(RoutineKind kind, string? catalog, string? database, string? name, CancellationToken ct)
    {
        var (scope, key) = (DatabaseName.From(catalog, database), Key(name));
        return db.InTransactionAsync(tx => RoutineStore.DeleteAsync(tx, kind, scope, key, ct), ct);
    }

    // HPL/SQL does not tell the cases of letters apart.
    private static string Key(string? name) => Identifier.Normalize(name ?? throw Errors.Meta("Procedure or package name cannot be null."));
}
