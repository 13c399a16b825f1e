namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_function(Function? func, CancellationToken cancellationToken = default) =>
        functions.CreateAsync(func, session, cancellationToken);

    public Task drop_function(string? dbName, string? funcName, CancellationToken cancellationToken = default) =>
        functions.DropAsync(dbName, funcName, cancellationToken);

    public Task alter_function(string? dbName, string? funcName, Function? newFunc, CancellationToken cancellationToken = default) =>
        functions.AlterAsync(dbName, funcName, newFunc, cancellationToken);

    public Task<List<string>> get_functions(string? dbName, string? pattern, CancellationToken cancellationToken = default) =>
        functions.ListNamesAsync(dbName, pattern, cancellationToken);

    public Task<GetFunctionsResponse> get_functions_req(GetFunctionsRequest? request, CancellationToken cancellationToken = default) =>
        functions.ListAsync(request!, cancellationToken);

    public Task<Function> get_function(string? dbName, string? funcName, CancellationToken cancellationToken = default) =>
        functions.GetAsync(dbName, funcName, cancellationToken);

    public Task<GetAllFunctionsResponse> get_all_functions(CancellationToken cancellationToken = default) =>
        functions.ListAllAsync(cancellationToken);
}
