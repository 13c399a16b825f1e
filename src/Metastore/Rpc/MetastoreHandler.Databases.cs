using Metastore.Databases;

namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_database(Database? database, CancellationToken cancellationToken = default) =>
        databases.CreateAsync(database, session, cancellationToken);

    public Task create_database_req(CreateDatabaseRequest? createDatabaseRequest, CancellationToken cancellationToken = default) =>
        databases.CreateAsync(createDatabaseRequest is { } request ? DatabaseService.FromRequest(request) : null, session, cancellationToken);

    public Task<Database> get_database(string? name, CancellationToken cancellationToken = default) =>
        databases.GetAsync(session, null, name, cancellationToken);

    public Task<Database> get_database_req(GetDatabaseRequest? request, CancellationToken cancellationToken = default) =>
        databases.GetAsync(session, request?.CatalogName, request?.Name, cancellationToken);

    public Task drop_database(string? name, bool deleteData, bool cascade, CancellationToken cancellationToken = default) =>
        dropDatabase.RunAsync(new DropDatabaseRequest { Name = name!, DeleteData = deleteData, Cascade = cascade }, cancellationToken);

    public Task drop_database_req(DropDatabaseRequest? req, CancellationToken cancellationToken = default) =>
        dropDatabase.RunAsync(req!, cancellationToken);

    public Task<List<string>> get_databases(string? pattern, CancellationToken cancellationToken = default) =>
        databases.ListNamesAsync(pattern, cancellationToken);

    public Task<List<string>> get_all_databases(CancellationToken cancellationToken = default) =>
        databases.ListNamesAsync(null, cancellationToken);

    public async Task<GetDatabaseObjectsResponse> get_databases_req(GetDatabaseObjectsRequest? request, CancellationToken cancellationToken = default) =>
        new() { Databases = await databases.ListAsync(session, request?.CatalogName, request?.Pattern, cancellationToken) };

    public Task alter_database(string? dbname, Database? db, CancellationToken cancellationToken = default) =>
        databases.AlterAsync(dbname, db, cancellationToken);

    public Task alter_database_req(AlterDatabaseRequest? alterDbReq, CancellationToken cancellationToken = default) =>
        databases.AlterAsync(alterDbReq?.OldDbName, alterDbReq?.NewDb, cancellationToken);
}
