using System.Text.RegularExpressions;
using Metastore.Names;

namespace Metastore.Partitions;

/// <summary>The pattern that values of partitions must match, if there is one (Hive's <c>metastore.partition.name.whitelist.pattern</c>).</summary>
internal static class PartitionWhitelist
{
    public const string Setting = "metastore.partition.name.whitelist.pattern";

    /// <summary>The first value that does not match; null if all do, or the pattern is empty.</summary>
    /// <exception cref="MetaException">The pattern is no regular expression.</exception>
    public static string? FindInvalid(IEnumerable<string>? values, string pattern)
    {
        if (pattern.Length == 0)
        {
            return null;
        }

        if (!JavaRegex.TryCompile(pattern, RegexOptions.Singleline, out var regex))
        {
            throw Errors.Meta($"{Setting} is no regular expression: {pattern}");
        }

        return (values ?? throw Errors.Meta("Partition values cannot be null.")).FirstOrDefault(value => !regex.IsMatch(value));
    }

    /// <exception cref="MetaException">A value does not match.</exception>
    /// <remarks>Hive <c>MetaStoreServerUtils.validatePartitionNameCharacters</c>.</remarks>
    public static void Check(IEnumerable<string>? values, string pattern)
    {
        if (FindInvalid(values, pattern) is { } invalid)
        {
            throw Errors.Meta(
                $"Partition value '{invalid}' contains a character not matched by whitelist pattern '{pattern}'.  (configure with {Setting})");
        }
    }
}
