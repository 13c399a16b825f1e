namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<HiveType> get_type(string? name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_type");

    public Task<bool> create_type(HiveType? type, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_type");

    public Task<bool> drop_type(string? type, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_type");

    public Task<Dictionary<string, HiveType>> get_type_all(string? name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_type_all");
}
