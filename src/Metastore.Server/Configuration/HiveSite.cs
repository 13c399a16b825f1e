using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Metastore.Server.Configuration;

/// <summary>Hive's own settings files in <c>HIVE_CONF_DIR</c>: those that have a counterpart here count where nothing else is said.</summary>
internal static partial class HiveSite
{
    private const string DirectoryVariable = "HIVE_CONF_DIR";

    // The later one wins, as in Hive.
    private static readonly string[] Files = ["hive-site.xml", "metastore-site.xml"];

    private static readonly Dictionary<string, string> Counterparts = new(StringComparer.Ordinal)
    {
        ["metastore.thrift.port"] = "Rpc:Port",
        ["metastore.thrift.bind.host"] = "Rpc:Host",
        ["metastore.warehouse.dir"] = "Warehouse:Directory",
        ["metastore.warehouse.external.dir"] = "Warehouse:ExternalDirectory",
        ["metastore.server.max.message.size"] = "Limits:MessageBytes",
        ["metastore.limit.partition.request"] = "Limits:PartitionsPerRequest",
        ["metastore.users.in.admin.role"] = "Privileges:AdminUsers",
        ["metastore.txn.timeout"] = "Locks:Timeout",
        ["metastore.transactional.event.listeners"] = "Notifications:Enabled",
        ["metastore.event.db.listener.timetolive"] = "Notifications:TimeToLive",
        ["metastore.event.db.clean.interval"] = "Notifications:CleanInterval",
        ["metastore.event.message.factory"] = "Notifications:Format",
        ["metastore.max.event.response"] = "Notifications:MaxEvents",
        ["datanucleus.connectionPool.maxPoolSize"] = "Storage:PoolSize",
    };

    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["hive.metastore.port"] = "metastore.thrift.port",
        ["hive.users.in.admin.role"] = "metastore.users.in.admin.role",
        ["hive.txn.timeout"] = "metastore.txn.timeout",
    };

    /// <summary>The settings that the files stand for, the connection as Hive's images give it, and what the operator is to be warned of.</summary>
    /// <exception cref="IOException">A file is not what Hive would read.</exception>
    public static (IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> Notes) Read(IConfiguration configuration)
    {
        var (settings, unused) = (new Dictionary<string, string?>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var file in Files.Select(name => Path.Combine(configuration[DirectoryVariable] ?? "", name)).Where(path => Path.IsPathRooted(path) && File.Exists(path)))
        {
            foreach (var (name, value) in Properties(file))
            {
                Take(Current(name), value, settings, unused);
            }
        }

        return (settings, unused.Count == 0 ? [] : [$"Settings of {configuration[DirectoryVariable]} that have no counterpart here and are not used: {string.Join(", ", unused)}"]);
    }

    private static string Current(string name) => OldNames.TryGetValue(name, out var current) ? current
        : name.StartsWith("hive.metastore.", StringComparison.Ordinal) ? name["hive.".Length..]
        : name;

    private static void Take(string name, string value, Dictionary<string, string?> settings, SortedSet<string> unused)
    {
        if (Counterparts.TryGetValue(name, out var own))
        {
            settings[own] = own switch
            {
                "Locks:Timeout" or "Notifications:TimeToLive" or "Notifications:CleanInterval" => Duration(value),
                "Notifications:Enabled" => value.Contains("DbNotificationListener", StringComparison.Ordinal) ? "true" : "false",
                "Notifications:Format" => value.Contains("Gzip", StringComparison.Ordinal) ? "Gzip" : "Json",
                _ => value,
            };
        }
        else if (name.StartsWith("javax.jdo.option.Connection", StringComparison.Ordinal))
        {
            settings[name] = value;
        }
        else
        {
            unused.Add(name);
        }
    }

    private static IEnumerable<(string Name, string Value)> Properties(string file)
    {
        try
        {
            return from property in XDocument.Load(file).Root!.Elements("property")
                   let name = property.Element("name")?.Value.Trim()
                   where name is { Length: > 0 }
                   select (name, Variable().Replace(property.Element("value")?.Value.Trim() ?? "", match => Environment.GetEnvironmentVariable(match.Groups[1].Value) ?? ""));
        }
        catch (XmlException error)
        {
            throw new IOException($"{file}: {error.Message}", error);
        }
    }

    // 300s, 5m, 1h; a bare number is seconds.
    private static string Duration(string text)
    {
        if (Time().Match(text) is not { Success: true } match)
        {
            return text;
        }

        var count = long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return (match.Groups[2].Value switch
        {
            "ms" or "msec" => TimeSpan.FromMilliseconds(count),
            "m" or "min" => TimeSpan.FromMinutes(count),
            "h" or "hour" => TimeSpan.FromHours(count),
            "d" or "day" => TimeSpan.FromDays(count),
            _ => TimeSpan.FromSeconds(count),
        }).ToString();
    }

    [GeneratedRegex(@"\$\{env[:.]([A-Za-z0-9_]+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^([0-9]{1,12})\s*(ms|msec|s|sec|m|min|h|hour|d|day)?$")]
    private static partial Regex Time();
}
