namespace Metastore.Privileges;

/// <summary>Errors of roles and privileges: their methods declare MetaException only, into which Hive packs the others.</summary>
internal static class AccessErrors
{
    public static MetaException NoSuchObject(string message) => Errors.Meta($"Got exception: org.apache.hadoop.hive.metastore.api.NoSuchObjectException {message}");

    public static MetaException InvalidObject(string message) => Errors.Meta($"Got exception: org.apache.hadoop.hive.metastore.api.InvalidObjectException {message}");

    /// <exception cref="MetaException">It is missing, or a number that means nothing.</exception>
    public static void RequireKnown(PrincipalType type)
    {
        if (!Enum.IsDefined(type))
        {
            throw Errors.Meta("Principal type cannot be null.");
        }
    }
}
