namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<string> getMetaConf(string? key, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getMetaConf");

    public Task setMetaConf(string? key, string? @value, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("setMetaConf");

    public Task<string> get_config_value(string? name, string? defaultValue, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_config_value");

    public Task flushCache(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("flushCache");

    public Task<string> get_metastore_db_uuid(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_metastore_db_uuid");
}
