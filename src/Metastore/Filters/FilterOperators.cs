namespace Metastore.Filters;

internal static class FilterOperators
{
    /// <summary>Whether a comparison holds between two things that have this order. LIKE is none.</summary>
    public static bool Holds(this FilterOperator comparison, int order) => comparison switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.NotEqual => order != 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        FilterOperator.Greater => order > 0,
        FilterOperator.GreaterOrEqual => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };
}
