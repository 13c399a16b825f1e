using Metastore.Settings;

namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<string> getMetaConf(string? key, CancellationToken cancellationToken = default) => Task.FromResult(SessionSettings.Get(session, key));

    public Task setMetaConf(string? key, string? @value, CancellationToken cancellationToken = default)
    {
        SessionSettings.Set(session, key, value);
        return Task.CompletedTask;
    }

    public Task<string> get_config_value(string? name, string? defaultValue, CancellationToken cancellationToken = default) => Task.FromResult(settings.Get(name, defaultValue)!);

    // Hive keeps properties in namespaces that its own code declares, and its server declares none.
    public Task<PropertyGetResponse> get_properties(PropertyGetRequest? req, CancellationToken cancellationToken = default) => throw SettingsService.NoSuchNamespace(req?.NameSpace);

    public Task<bool> set_properties(PropertySetRequest? req, CancellationToken cancellationToken = default) => throw SettingsService.NoSuchNamespace(req?.NameSpace);

    // Everything is read from the store.
    public Task flushCache(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<string> get_metastore_db_uuid(CancellationToken cancellationToken = default) => settings.GetUuidAsync(cancellationToken);
}
