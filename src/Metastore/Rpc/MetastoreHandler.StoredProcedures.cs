namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_stored_procedure(StoredProcedure? proc, CancellationToken cancellationToken = default) =>
        storedProcedures.CreateAsync(proc, cancellationToken);

    public Task<StoredProcedure> get_stored_procedure(StoredProcedureRequest? request, CancellationToken cancellationToken = default) =>
        storedProcedures.GetAsync(request, cancellationToken);

    public Task drop_stored_procedure(StoredProcedureRequest? request, CancellationToken cancellationToken = default) =>
        storedProcedures.DropAsync(request, cancellationToken);

    public Task<List<string>> get_all_stored_procedures(ListStoredProcedureRequest? request, CancellationToken cancellationToken = default) =>
        storedProcedures.ListNamesAsync(request, cancellationToken);

    public Task add_package(AddPackageRequest? request, CancellationToken cancellationToken = default) =>
        storedProcedures.AddPackageAsync(request, cancellationToken);

    public Task<Package> find_package(GetPackageRequest? request, CancellationToken cancellationToken = default) =>
        storedProcedures.GetPackageAsync(request, cancellationToken);

    public Task<List<string>> get_all_packages(ListPackageRequest? request, CancellationToken cancellationToken = default) =>
        storedProcedures.ListPackageNamesAsync(request, cancellationToken);

    public Task drop_package(DropPackageRequest? request, CancellationToken cancellationToken = default) =>
        storedProcedures.DropPackageAsync(request, cancellationToken);
}
