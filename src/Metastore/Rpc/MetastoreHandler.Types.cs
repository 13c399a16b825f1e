namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<HiveType> get_type(string? name, CancellationToken cancellationToken = default) => types.GetAsync(name, cancellationToken);

    public Task<bool> create_type(HiveType? type, CancellationToken cancellationToken = default) => types.CreateAsync(type, cancellationToken);

    public Task<bool> drop_type(string? type, CancellationToken cancellationToken = default) => types.DropAsync(type, cancellationToken);

    // Nor has Hive ever implemented it.
    public Task<Dictionary<string, HiveType>> get_type_all(string? name, CancellationToken cancellationToken = default) => throw Errors.Meta("Not yet implemented");
}
