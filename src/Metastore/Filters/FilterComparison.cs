namespace Metastore.Filters;

/// <summary>A key compared with a constant, the key on the left.</summary>
internal sealed record FilterComparison(string Key, FilterOperator Operator, FilterConstant Constant) : FilterNode
{
    /// <summary>The comparison of a constant on the left with a key on the right.</summary>
    /// <exception cref="MetaException">It is a LIKE.</exception>
    public static FilterComparison Reversed(FilterConstant constant, FilterOperator comparison, string key) => new(
        key,
        comparison switch
        {
            FilterOperator.Less => FilterOperator.Greater,
            FilterOperator.LessOrEqual => FilterOperator.GreaterOrEqual,
            FilterOperator.Greater => FilterOperator.Less,
            FilterOperator.GreaterOrEqual => FilterOperator.LessOrEqual,
            FilterOperator.Like => throw Errors.Meta($"Value should be on the RHS for LIKE operator : Key <{key}>"),
            _ => comparison,
        },
        constant);
}
