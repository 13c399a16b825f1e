namespace Metastore.Settings;

/// <summary>Hive's own values of settings that this server has no say in, for clients that ask (<c>get_config_value</c>).</summary>
internal static class HiveSettings
{
    private const string OldPrefix = "hive.metastore.";
    private const string Prefix = "metastore.";

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["hive.exec.default.partition.name"] = "__HIVE_DEFAULT_PARTITION__",
        ["hive.in.test"] = "false",
        ["metastore.batch.retrieve.max"] = "300",
        ["metastore.batch.retrieve.table.partition.max"] = "1000",
        ["metastore.catalog.default"] = "hive",
        ["metastore.client.capability.check"] = "true",
        ["metastore.client.socket.timeout"] = "600s",
        ["metastore.default.partition.name"] = "__HIVE_DEFAULT_PARTITION__",
        ["metastore.disallow.incompatible.col.type.changes"] = "true",
        ["metastore.execute.setugi"] = "true",
        ["metastore.in.test"] = "false",
        ["metastore.lock.numretries"] = "100",
        ["metastore.lock.sleep.between.retries"] = "60s",
        ["metastore.max.open.txns"] = "100000",
        ["metastore.partition.name.whitelist.pattern"] = "",
        ["metastore.partition.order.expr"] = "PART_NAME asc",
        ["metastore.sasl.enabled"] = "false",
        ["metastore.stats.autogather"] = "true",
        ["metastore.stats.fetch.bitvector"] = "false",
        ["metastore.stats.ndv.densityfunction"] = "false",
        ["metastore.stats.ndv.tuner"] = "0.0",
        ["metastore.support.special.characters.tablename"] = "true",
        ["metastore.thrift.compact.protocol.enabled"] = "false",
        ["metastore.thrift.framed.transport.enabled"] = "false",
        ["metastore.thrift.port"] = "9083",
        ["metastore.try.direct.sql"] = "true",
        ["metastore.try.direct.sql.ddl"] = "true",
        ["metastore.txn.max.open.batch"] = "1000",
        ["metastore.use.SSL"] = "false",
    };

    /// <summary>The value, or null if Hive knows no such setting.</summary>
    public static string? Get(string name) => Defaults.GetValueOrDefault(name);

    /// <summary>The name that a setting has since Hive 3: the <c>metastore.</c> one.</summary>
    public static string CurrentName(string name) => name switch
    {
        _ when name.StartsWith(OldPrefix, StringComparison.Ordinal) => Prefix + name[OldPrefix.Length..],
        "hive.txn.timeout" => "metastore.txn.timeout",
        "hive.max.open.txns" => "metastore.max.open.txns",
        "hive.stats.autogather" => "metastore.stats.autogather",
        _ => name,
    };
}
