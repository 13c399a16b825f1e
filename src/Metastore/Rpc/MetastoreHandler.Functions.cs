namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_function(Function? func, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_function");

    public Task drop_function(string? dbName, string? funcName, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_function");

    public Task alter_function(string? dbName, string? funcName, Function? newFunc, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_function");

    public Task<List<string>> get_functions(string? dbName, string? pattern, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_functions");

    public Task<GetFunctionsResponse> get_functions_req(GetFunctionsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_functions_req");

    public Task<Function> get_function(string? dbName, string? funcName, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_function");

    public Task<GetAllFunctionsResponse> get_all_functions(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_all_functions");
}
