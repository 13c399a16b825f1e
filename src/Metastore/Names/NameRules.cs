using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Metastore.Names;

/// <summary>Which names and column types Hive takes, and where it puts a table.</summary>
internal static class NameRules
{
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    // Java has it as `TYPE_FROM_DESERIALIZER`: the serde knows the type, the metastore does not.
    private const string DerivedType = "<derived from deserializer>";

    private static readonly SearchValues<char> Plain = SearchValues.Create(Word);
    private static readonly SearchValues<char> Special = SearchValues.Create(Word + " \"%&'()*+,-./:;<=>?[]|{}$^!~#@`");

    private static readonly FrozenSet<string> Types = FrozenSet.Create(
        StringComparer.Ordinal,
        "void", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "string", "varchar", "char", "date", "datetime",
        "timestamp", "interval_year_month", "interval_day_time", "decimal", "binary", "array", "map", "struct", "uniontype", "variant");

    /// <summary>For databases, tables and connectors: letters, digits, underscore and punctuation, all of them ASCII.</summary>
    /// <remarks>Hive <c>MetaStoreUtils.validateName</c> with <c>metastore.support.special.characters.tablename</c>, which is its default.</remarks>
    public static bool IsValid(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Special);

    /// <summary>For catalogs, functions and types: letters, digits and underscore.</summary>
    public static bool IsValidPlain(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Plain);

    /// <summary>Whether a column may have this type: its first word, as far as letters, digits and underscore go, is a type of Hive's.</summary>
    /// <remarks>Hive <c>MetaStoreServerUtils.validateColumnType</c>: case counts, and what follows the first word is not looked at.</remarks>
    public static bool IsKnownType(string type)
    {
        if (type == DerivedType)
        {
            return true;
        }

        var end = type.AsSpan().IndexOfAnyExcept(Plain);
        return Types.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? type : type.AsSpan(0, end));
    }

    /// <summary>The directory of a table below its database's: lower case, anything special as <c>-46-</c>, by its number.</summary>
    /// <remarks>Hive <c>MetaStoreUtils.encodeTableName</c>.</remarks>
    public static string DirectoryName(string table)
    {
        var name = new StringBuilder(table.Length);
        foreach (var letter in table.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter == '_')
            {
                name.Append(letter);
            }
            else
            {
                name.Append(CultureInfo.InvariantCulture, $"-{(int)letter}-");
            }
        }

        return name.ToString();
    }
}
