using System.Collections.Frozen;
using Metastore.Filters;
using Metastore.Names;

namespace Metastore.Partitions.Filters;

/// <summary>Makes tests of a key's values out of comparisons with constants.</summary>
/// <remarks>
/// Hive 4.0's <c>MetaStoreDirectSql.PartitionFilterGenerator</c>. What is no number or date, the null value above all, satisfies no comparison of its kind, !=
/// included; for a key of strings the null value is a text like any other. A value that is no number only hides itself, where Hive refuses the filter.
/// </remarks>
internal static class ValueTests
{
    private const string WrongType = "Filtering is supported only on partition keys of type string";

    /// <exception cref="MetaException">Hive does not compare the key's type, or not with such a constant.</exception>
    public static ValueTest Of(FilterKey key, FilterOperator comparison, FilterConstant constant)
    {
        if (IsText(key, constant))
        {
            return OfText(comparison, constant.Text);
        }

        var number = ReadNumber(key, constant);
        if (comparison == FilterOperator.Like)
        {
            throw Errors.Meta(WrongType);
        }

        return value => key.TryRead(value, out var own) && comparison.Holds(own.CompareTo(number));
    }

    /// <summary>The same for = any of many constants, or != all of them, in one look-up.</summary>
    public static ValueTest OfMany(FilterKey key, IReadOnlyList<FilterConstant> constants, bool negated)
    {
        var texts = constants.Where(constant => IsText(key, constant)).Select(constant => constant.Text).ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        var numbers = constants.Where(constant => !IsText(key, constant)).Select(constant => ReadNumber(key, constant)).ToFrozenSet();
        if (numbers.Count == 0)
        {
            return value => texts.Contains(value) != negated;
        }

        return negated
            ? value => key.TryRead(value, out var own) && !numbers.Contains(own) && !texts.Contains(value)
            : value => (key.TryRead(value, out var own) && numbers.Contains(own)) || texts.Contains(value);
    }

    // The null value's name is compared as text whatever the key's type is.
    private static bool IsText(FilterKey key, FilterConstant constant) => key.Type == FilterKeyType.Text
        ? constant.Kind != FilterConstantKind.Integer ? true : throw Errors.Meta(WrongType)
        : key.Type != FilterKeyType.None && constant is { Kind: FilterConstantKind.Text, Text: PartitionName.DefaultValue };

    private static Int128 ReadNumber(FilterKey key, FilterConstant constant)
        => (key.Type == FilterKeyType.Integer) == (constant.Kind == FilterConstantKind.Integer) && key.TryRead(constant.Text, out var number)
            ? number
            : throw Errors.Meta(WrongType);

    private static ValueTest OfText(FilterOperator comparison, string constant)
    {
        switch (comparison)
        {
            case FilterOperator.Equal:
                return value => value.SequenceEqual(constant);
            case FilterOperator.NotEqual:
                return value => !value.SequenceEqual(constant);
            case FilterOperator.Like:
                var pattern = new LikePattern(constant);
                return pattern.Matches;
            default:
                return value => comparison.Holds(Utf8Order.Compare(value, constant));
        }
    }
}
