namespace Metastore.Filters;

/// <summary>
/// Reads the filters of partitions and tables. The grammar is the union of Hive's two: <c>Filter.g</c> up to 3.x and <c>PartitionFilter.g4</c> of 4.x;
/// beyond them it takes keys that are called like a keyword (<c>date = "2024-01-01"</c>), and one struct as well as several.
/// </summary>
internal sealed class FilterParser
{
    private const int LongestFilter = 4 * 1024 * 1024;
    private const int DeepestNesting = 500;

    private readonly FilterTokens _tokens;
    private int _depth;

    private FilterParser(string filter, bool escapes) => _tokens = new(filter, new FilterLexer(filter, escapes).Read());

    /// <summary>Null for an empty filter.</summary>
    /// <exception cref="MetaException">It is no filter, or too long, or too deep; the text is that of Hive 4.0's parser, as far as that is one.</exception>
    public static FilterNode? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return null;
        }

        if (filter.Length > LongestFilter)
        {
            throw FilterTokens.Error($"the filter is longer than {LongestFilter} characters");
        }

        try
        {
            return new FilterParser(filter, escapes: true).ReadAll();
        }
        catch (MetaException) when (filter.Contains("\\\"", StringComparison.Ordinal) || filter.Contains("\\'", StringComparison.Ordinal))
        {
            // Spark does not escape, so the backslash of "C:\" may be no more than that.
            return new FilterParser(filter, escapes: false).ReadAll();
        }
    }

    private FilterNode ReadAll()
    {
        var node = ReadOr();
        return _tokens.Current.Kind == FilterTokenKind.End
            ? node
            : throw _tokens.Unexpected(token => token.Kind == FilterTokenKind.End, "{<EOF>, 'AND', 'OR'}");
    }

    private FilterNode ReadOr()
    {
        List<FilterNode> nodes = [ReadAnd()];
        while (_tokens.TakeIf("OR"))
        {
            nodes.Add(ReadAnd());
        }

        return FilterOr.Of(nodes);
    }

    private FilterNode ReadAnd()
    {
        List<FilterNode> nodes = [ReadExpression()];
        while (_tokens.TakeIf("AND"))
        {
            nodes.Add(ReadExpression());
        }

        return FilterAnd.Of(nodes);
    }

    private FilterNode ReadExpression()
    {
        if (_tokens.Current.Kind == FilterTokenKind.LeftParenthesis)
        {
            return ReadParenthesis();
        }

        if (_tokens.IsKey(0))
        {
            return ReadCondition();
        }

        if (!_tokens.IsConstant(0))
        {
            throw _tokens.Unexpected(_ => _tokens.IsKey(1) || _tokens.IsConstant(1) || _tokens.Peek(1).Kind == FilterTokenKind.LeftParenthesis, $"{{'(', {FilterTokens.ConstantStart}, {FilterTokens.KeyStart}}}");
        }

        var constant = _tokens.ReadConstant();
        var comparison = _tokens.ReadOperator();
        return FilterComparison.Reversed(constant, comparison, ReadKey());
    }

    private FilterNode ReadParenthesis()
    {
        if (_tokens.Peek(1).Is("STRUCT") && _tokens.Peek(2).Kind == FilterTokenKind.LeftParenthesis)
        {
            return ReadStructs();
        }

        if (_tokens.IsName(1) && _tokens.Peek(2).Kind == FilterTokenKind.RightParenthesis)
        {
            return ReadIn();
        }

        CheckNested();
        if (++_depth > DeepestNesting)
        {
            throw FilterTokens.Error($"the filter has more than {DeepestNesting} parentheses in each other");
        }

        _tokens.Take();
        var node = ReadOr();
        EndParenthesis();
        _depth--;
        return node;
    }

    // Hive looks ahead until it knows which of its three rules a parenthesis starts.
    private void CheckNested()
    {
        var next = _tokens.Peek(1);
        if (next.Kind != FilterTokenKind.LeftParenthesis && !_tokens.IsConstant(1) && !_tokens.IsName(1))
        {
            throw _tokens.NoViableAlternative(1);
        }

        if (_tokens.IsName(1) && !_tokens.IsConstant(1) && !_tokens.StartsCondition(2))
        {
            throw _tokens.NoViableAlternative(2);
        }
    }

    private void EndParenthesis()
    {
        if (_tokens.Current.Kind == FilterTokenKind.End)
        {
            throw FilterTokens.Error("missing ')' at '<EOF>'");
        }

        _tokens.Expect(FilterTokenKind.RightParenthesis, "')'");
    }

    private FilterNode ReadCondition()
    {
        if (!_tokens.StartsCondition(1))
        {
            throw _tokens.NoViableAlternative(1);
        }

        var key = ReadKey();
        if (_tokens.IsOperator(0))
        {
            var comparison = _tokens.ReadOperator();
            return new FilterComparison(key, comparison, _tokens.ReadConstant());
        }

        var negated = _tokens.TakeIf("NOT");
        _tokens.Expect("BETWEEN");
        var lower = _tokens.ReadConstant();
        _tokens.Expect("AND");
        var upper = _tokens.ReadConstant();
        return negated
            ? FilterOr.Of([new FilterComparison(key, FilterOperator.Less, lower), new FilterComparison(key, FilterOperator.Greater, upper)])
            : FilterAnd.Of([new FilterComparison(key, FilterOperator.GreaterOrEqual, lower), new FilterComparison(key, FilterOperator.LessOrEqual, upper)]);
    }

    private FilterNode ReadIn()
    {
        _tokens.Take();
        var key = ReadKey();
        EndParenthesis();
        var negated = ReadIsNegatedIn();
        var values = ReadConstants();
        return negated ? FilterAnd.Of(Comparisons(FilterOperator.NotEqual)) : FilterOr.Of(Comparisons(FilterOperator.Equal));

        List<FilterNode> Comparisons(FilterOperator comparison) => values.ConvertAll<FilterNode>(value => new FilterComparison(key, comparison, value));
    }

    private FilterNode ReadStructs()
    {
        _tokens.Take();
        _tokens.Expect("STRUCT");
        var keys = ReadKeys();
        EndParenthesis();
        var negated = ReadIsNegatedIn();
        _tokens.Expect(FilterTokenKind.LeftParenthesis, "'('");
        List<FilterNode> structs = [];
        do
        {
            _tokens.TakeIf("CONST");
            _tokens.Expect("STRUCT");
            structs.Add(Struct(keys, ReadConstants(), negated));
        }
        while (_tokens.TakeIf(FilterTokenKind.Comma));
        EndParenthesis();
        return negated ? FilterAnd.Of(structs) : FilterOr.Of(structs);
    }

    private static FilterNode Struct(List<string> keys, List<FilterConstant> values, bool negated)
    {
        if (keys.Count != values.Count)
        {
            throw FilterTokens.Error(
                $"Struct key [{string.Join(", ", keys)}] and value [{string.Join(", ", values.Select(value => value.Text))}] sizes do not match.");
        }

        List<FilterNode> nodes = [.. keys.Zip(values, (key, value) => new FilterComparison(key, negated ? FilterOperator.NotEqual : FilterOperator.Equal, value))];
        return negated ? FilterOr.Of(nodes) : FilterAnd.Of(nodes);
    }

    private bool ReadIsNegatedIn()
    {
        var negated = _tokens.TakeIf("NOT");
        if (!_tokens.TakeIf("IN"))
        {
            throw _tokens.Unexpected(token => token.Is("IN"), negated ? "'IN'" : "{'NOT', 'IN'}");
        }

        return negated;
    }

    private List<string> ReadKeys()
    {
        _tokens.Expect(FilterTokenKind.LeftParenthesis, "'('");
        List<string> keys = [ReadKey()];
        while (_tokens.TakeIf(FilterTokenKind.Comma))
        {
            keys.Add(ReadKey());
        }

        EndParenthesis();
        return keys;
    }

    private List<FilterConstant> ReadConstants()
    {
        _tokens.Expect(FilterTokenKind.LeftParenthesis, "'('");
        List<FilterConstant> constants = [_tokens.ReadConstant()];
        while (_tokens.TakeIf(FilterTokenKind.Comma))
        {
            constants.Add(_tokens.ReadConstant());
        }

        EndParenthesis();
        return constants;
    }

    private string ReadKey() =>
        _tokens.IsName(0) ? _tokens.Take().Value : throw _tokens.Unexpected(_ => _tokens.IsName(1), $"{{{FilterTokens.KeyStart}}}");
}
