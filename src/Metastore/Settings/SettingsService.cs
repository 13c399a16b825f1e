using System.Globalization;
using System.Text.RegularExpressions;
using Metastore.Locks;
using Metastore.Notifications;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Warehouse;
using Microsoft.Extensions.Options;

namespace Metastore.Settings;

/// <summary>What a client may know about how this metastore is set up.</summary>
internal sealed partial class SettingsService(Db db, WarehouseFiles warehouse, IOptions<LimitOptions> limits, IOptions<LockOptions> locks, IOptions<NotificationOptions> notifications)
{
    private const string UuidName = "guid";

    /// <summary>A setting by either of its names in Hive; <paramref name="fallback"/> if nothing is known of it, which may be null.</summary>
    /// <exception cref="ConfigValSecurityException">Its name is not one that clients may ask for.</exception>
    /// <remarks>Hive <c>HMSHandler.get_config_value</c>.</remarks>
    public string? Get(string? name, string? fallback)
    {
        if (name is null)
        {
            return fallback;
        }

        if (!PublicName().IsMatch(name))
        {
            throw Errors.ConfigValSecurity($"For security reasons, the config key {name} cannot be accessed");
        }

        var current = HiveSettings.CurrentName(name);
        return OwnValue(current) ?? HiveSettings.Get(current) ?? fallback;
    }

    /// <summary>A text that names this metastore's database for ever.</summary>
    public async Task<string> GetUuidAsync(CancellationToken ct) =>
        await db.ReadAsync(tx => SettingsStore.FindAsync(tx, UuidName, ct), ct) ?? await MakeUuidAsync(ct);

    /// <summary>What Hive's server answers to whoever asks for properties of any namespace (<c>PropertyManager.create</c>).</summary>
    public static NoSuchObjectException NoSuchNamespace(string? name) => Errors.NoSuchObject($"no PropertyManager namespace is declared, namespace {name}");

    [GeneratedRegex(@"\A(hive|hdfs|mapred|metastore).*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PublicName();

    private string? OwnValue(string name) => name switch
    {
        "metastore.warehouse.dir" => warehouse.Root,
        "metastore.warehouse.external.dir" => warehouse.ExternalRoot,
        "metastore.limit.partition.request" => limits.Value.PartitionsPerRequest.ToString(CultureInfo.InvariantCulture),
        "metastore.txn.timeout" => string.Create(CultureInfo.InvariantCulture, $"{(long)locks.Value.Timeout.TotalSeconds}s"),
        _ when notifications.Value.Enabled => NotificationSettings.Get(notifications.Value, name),
        _ => null,
    };

    // Two servers may come here at once: the first one's text stays.
    private Task<string> MakeUuidAsync(CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            await SettingsStore.AddAsync(tx, UuidName, Guid.NewGuid().ToString(), ct);
            return await SettingsStore.FindAsync(tx, UuidName, ct) ?? throw Errors.Meta("The metastore's id could not be stored");
        },
        ct);
}
