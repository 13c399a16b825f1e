using Metastore.Rpc;

namespace Metastore.Settings;

/// <summary>The settings of Hive that a client may read and, for its connection, change (<c>MetastoreConf.metaConfVars</c>).</summary>
internal static class SessionSettings
{
    private const string DirectSql = "metastore.try.direct.sql";
    private const string RefuseTypes = "metastore.disallow.incompatible.col.type.changes";

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        [DirectSql] = "true",
        ["metastore.try.direct.sql.ddl"] = "true",
        ["metastore.client.socket.timeout"] = "600s",
        ["metastore.partition.name.whitelist.pattern"] = "",
        ["metastore.partition.order.expr"] = "PART_NAME asc",
        ["metastore.client.capability.check"] = "true",
        [RefuseTypes] = "true",
        ["metastore.expression.proxy"] = "org.apache.hadoop.hive.ql.optimizer.ppr.PartitionExpressionForMetastore",
    };

    /// <summary>The connection's value, or else Hive's default.</summary>
    /// <exception cref="MetaException">The key is not one of these.</exception>
    public static string Get(Session session, string? key) =>
        session.Configuration.GetValueOrDefault(Known(key)) ?? Defaults[Known(key)];

    /// <summary>Whether Hive would read for this connection by SQL of its own; some replies differ by it.</summary>
    public static bool UsesDirectSql(Session session) => IsTrue(session, DirectSql);

    /// <summary>Whether a column may not be given a type that does not fit its old one.</summary>
    public static bool RefusesTypeChanges(Session session) => IsTrue(session, RefuseTypes);

    /// <summary>Sets a value for the rest of the connection; any text will do.</summary>
    /// <exception cref="MetaException">The key is not one of these.</exception>
    public static void Set(Session session, string? key, string? value) =>
        session.Configuration[Known(key)] = value ?? throw Errors.Internal();

    private static bool IsTrue(Session session, string key) => string.Equals(Get(session, key), "true", StringComparison.OrdinalIgnoreCase);

    private static string Known(string? key) => key is not null && Defaults.ContainsKey(HiveSettings.CurrentName(key))
        ? HiveSettings.CurrentName(key)
        : throw Errors.Meta($"Invalid configuration key {key ?? "null"}");
}
