using System.Buffers;
using System.Globalization;
using Metastore.Filters;

namespace Metastore.Partitions.Filters;

/// <summary>Where the components of a name are whose values satisfy a comparison; more may be there, never fewer. Null is everywhere.</summary>
internal static class KeyPieces
{
    private const int LongestBound = 8;

    private static readonly SearchValues<char> SafeLetters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static List<KeyPiece>? Of(FilterKey key, FilterOperator comparison, FilterConstant constant)
    {
        if (comparison is FilterOperator.NotEqual or FilterOperator.Like)
        {
            return null;
        }

        if (key.Type == FilterKeyType.Text || constant is { Kind: FilterConstantKind.Text, Text: PartitionName.DefaultValue })
        {
            return comparison == FilterOperator.Equal
                ? [KeyPiece.Whole(key.Prefix + PathEscape.Escaped(constant.Text))]
                : key.Type == FilterKeyType.Text ? OfText(key, comparison, constant.Text) : null;
        }

        return key.Type switch
        {
            FilterKeyType.Integer => comparison == FilterOperator.Equal ? OfInteger(key, constant.Text) : null,
            FilterKeyType.Date => [OfDate(key, comparison, constant.Text)],
            _ => null,
        };
    }

    // 7 may be written 7, 07 or +7: all but the first are before 1 in the order of bytes, as is all that is not positive.
    private static List<KeyPiece> OfInteger(FilterKey key, string constant)
    {
        var number = long.Parse(constant, CultureInfo.InvariantCulture);
        var others = new KeyPiece(key.Prefix, key.Prefix + "1");
        return number > 0 ? [KeyPiece.Whole(key.Prefix + constant), others] : [others];
    }

    // A date is ten letters, perhaps with a time after them; nothing else satisfies a comparison.
    private static KeyPiece OfDate(FilterKey key, FilterOperator comparison, string constant)
    {
        var same = KeyPiece.StartingWith(key.Prefix + constant);
        return comparison switch
        {
            FilterOperator.Equal => same,
            FilterOperator.Less => new(key.Prefix, same.From),
            FilterOperator.LessOrEqual => same with { From = key.Prefix },
            _ => new(same.From, KeyPiece.StartingWith(key.Prefix).To),
        };
    }

    // In a name % stands for letters anywhere in the order, / ends the value: both are before letters and digits, so a bound is taken up to the first other letter.
    private static List<KeyPiece> OfText(FilterKey key, FilterOperator comparison, string constant)
    {
        var length = constant.AsSpan().IndexOfAnyExcept(SafeLetters);
        var bound = constant[..Math.Min(length < 0 ? constant.Length : length, LongestBound)];
        var all = KeyPiece.StartingWith(key.Prefix);
        if (comparison is FilterOperator.Less or FilterOperator.LessOrEqual)
        {
            return [new(key.Prefix, KeyPiece.StartingWith(key.Prefix + bound).To)];
        }

        List<KeyPiece> pieces = [new(key.Prefix + bound, all.To)];
        for (var i = 0; i < bound.Length; i++)
        {
            pieces.Add(KeyPiece.StartingWith($"{key.Prefix}{bound.AsSpan(..i)}%"));
        }

        return pieces;
    }
}
