namespace Metastore.Filters;

/// <summary>A constant of a filter: digits with a sign, a date or a timestamp that exists, or any text.</summary>
internal readonly record struct FilterConstant(FilterConstantKind Kind, string Text);
