namespace Metastore.Filters;

/// <summary>A token and where it stands; <paramref name="Value"/> is what it says, without quotes.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, int Start, int End, string Value)
{
    public bool Is(string keyword) => Kind == FilterTokenKind.Word && Value.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
