namespace Metastore.Privileges;

/// <summary>Errors of roles and privileges: their methods declare MetaException only, into which Hive packs the others.</summary>
internal static class AccessErrors
{
    public static MetaException NoSuchObject(string message) => Errors.Meta($"Got exception: org.apache.hadoop.hive.metastore.api.NoSuchObjectException {message}");

    public static MetaException InvalidObject(string message) => Errors.Meta($"Got exception: org.apache.hadoop.hive.metastore.api.InvalidObjectException {message}");
}
