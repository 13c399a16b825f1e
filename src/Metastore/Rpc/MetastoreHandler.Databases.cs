namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_database(Database? database, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_database");

    public Task create_database_req(CreateDatabaseRequest? createDatabaseRequest, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_database_req");

    public Task<Database> get_database(string? name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_database");

    public Task<Database> get_database_req(GetDatabaseRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_database_req");

    public Task drop_database(string? name, bool deleteData, bool cascade, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_database");

    public Task drop_database_req(DropDatabaseRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_database_req");

    public Task<List<string>> get_databases(string? pattern, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_databases");

    public Task<List<string>> get_all_databases(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_all_databases");

    public Task<GetDatabaseObjectsResponse> get_databases_req(GetDatabaseObjectsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_databases_req");

    public Task alter_database(string? dbname, Database? db, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_database");

    public Task alter_database_req(AlterDatabaseRequest? alterDbReq, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_database_req");
}
