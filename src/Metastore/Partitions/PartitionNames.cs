using Metastore.Rpc;
using Metastore.Settings;

namespace Metastore.Partitions;

/// <summary>Hive's methods that take names of partitions apart without looking anything up.</summary>
internal static class PartitionNames
{
    /// <summary>The values in a name, in its order; none for an empty name.</summary>
    public static List<string> ToValues(string? name) => [.. ToSpec(name).Values];

    /// <summary>The keys and values of a name; none for an empty name.</summary>
    public static Dictionary<string, string> ToSpec(string? name) => PartitionName.ReadSpec(name ?? throw Errors.Internal());

    /// <summary>Whether all values match the connection's pattern; if not, an error where that is wished.</summary>
    /// <exception cref="MetaException">A value does not match and <paramref name="orThrow"/> is set, or the pattern is no regular expression.</exception>
    public static bool AreValid(Session session, List<string>? values, bool orThrow)
    {
        var pattern = SessionSettings.Get(session, PartitionWhitelist.Setting);
        if (orThrow)
        {
            PartitionWhitelist.Check(values, pattern);
        }

        return PartitionWhitelist.FindInvalid(values, pattern) is null;
    }
}
