namespace Metastore.Tables;

/// <summary>Which type a column may be given in place of its old one, so that files written before can still be read.</summary>
/// <remarks>Hive <c>ColumnType.areColTypesCompatible</c>: only the first word of a type counts, so that a struct may change its fields.</remarks>
internal static class ColumnTypes
{
    private static readonly string[] Texts = ["string", "varchar", "char"];
    private static readonly string[] Dates = ["date", "datetime", "timestamp", "timestamp with local time zone", "interval_year_month", "interval_day_time"];

    // In the order in which they take each other's values.
    private static readonly string[] Numbers = ["tinyint", "smallint", "int", "bigint", "decimal", "float", "double"];

    /// <exception cref="InvalidOperationException">A column has, at its position, a type that does not fit the old one.</exception>
    public static void RequireCompatible(List<FieldSchema> old, List<FieldSchema> changed)
    {
        var wrong = old.Zip(changed).Where(pair => !AreCompatible(pair.First.Type!, pair.Second.Type!)).Select(pair => pair.Second.Name).ToList();
        if (wrong.Count > 0)
        {
            throw Errors.InvalidOperation(
                $"The following columns have types incompatible with the existing columns in their respective positions :\n{string.Join(',', wrong)}");
        }
    }

    private static bool AreCompatible(string from, string to)
    {
        var (old, changed) = (FirstWord(from), FirstWord(to));
        return old == changed
            || (old == "void" && IsPrimitive(changed))
            || (Texts.Contains(changed) && (Texts.Contains(old) || Numbers.Contains(old) || Dates.Contains(old)))
            || (Texts.Contains(old) && changed == "double")
            || (Array.IndexOf(Numbers, old) is >= 0 and var rank && rank < Array.IndexOf(Numbers, changed));
    }

    private static bool IsPrimitive(string type) => type is not ("array" or "map" or "struct" or "uniontype");

    private static string FirstWord(string type)
    {
        var end = type.AsSpan().IndexOfAny('(', '<');
        return (end < 0 ? type : type[..end]).ToLowerInvariant();
    }
}
