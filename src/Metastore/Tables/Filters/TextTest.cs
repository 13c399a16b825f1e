using System.Text.RegularExpressions;
using Metastore.Filters;
using Metastore.Names;

namespace Metastore.Tables.Filters;

/// <summary>A comparison with a text; LIKE takes a regular expression of Java's, for the whole text. What a table does not have satisfies none.</summary>
internal sealed class TextTest
{
    private readonly FilterOperator _comparison;
    private readonly string _constant;
    private readonly bool _ignoreCase;
    private readonly Regex? _pattern;

    /// <exception cref="MetaException">The pattern is none, or could take for ever.</exception>
    public TextTest(FilterOperator comparison, string constant, bool ignoreCase)
    {
        (_comparison, _constant, _ignoreCase) = (comparison, constant, ignoreCase);
        if (comparison == FilterOperator.Like
            && !JavaRegex.TryCompile(constant, RegexOptions.Singleline | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None), out _pattern))
        {
            throw Errors.Meta($"'{constant}' is not a regular expression that names can be matched with");
        }
    }

    public bool Holds(string? text)
    {
        if (text is null)
        {
            return false;
        }

        return _pattern?.IsMatch(text)
            ?? _comparison.Holds(_ignoreCase ? string.Compare(text, _constant, StringComparison.OrdinalIgnoreCase) : Utf8Order.Compare(text, _constant));
    }
}
