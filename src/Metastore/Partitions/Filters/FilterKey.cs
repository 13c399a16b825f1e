using System.Globalization;
using Metastore.Filters;

namespace Metastore.Partitions.Filters;

/// <summary>A partition key as filters see it.</summary>
internal sealed record FilterKey(int Index, string Name, string Prefix, FilterKeyType Type)
{
    public static List<FilterKey> Of(IReadOnlyList<FieldSchema> keys) =>
        [.. keys.Select((key, i) => new FilterKey(i, key.Name ?? "", PartitionName.KeyPrefix(key), TypeOf(key.Type)))];

    /// <summary>Reads a value of a partition, or a constant, as a number that compares as it does; false for one that is none, such as the null value.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out Int128 number)
    {
        switch (Type)
        {
            case FilterKeyType.Integer:
                return Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
            case FilterKeyType.Date:
                var isDate = DateReader.TryReadDateOf(text, out var days);
                number = days;
                return isDate;
            case FilterKeyType.Timestamp:
                return DateReader.TryReadTimestamp(text, out number);
            default:
                number = 0;
                return false;
        }
    }

    // Hive has no filters on decimal, boolean and the rest.
    private static FilterKeyType TypeOf(string? type) => type?.Split('(')[0].ToLowerInvariant() switch
    {
        "string" or "varchar" or "char" => FilterKeyType.Text,
        "tinyint" or "smallint" or "int" or "bigint" => FilterKeyType.Integer,
        "date" => FilterKeyType.Date,
        "timestamp" => FilterKeyType.Timestamp,
        _ => FilterKeyType.None,
    };
}
