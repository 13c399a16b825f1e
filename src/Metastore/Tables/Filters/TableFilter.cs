using Metastore.Filters;

namespace Metastore.Tables.Filters;

/// <summary>Which tables of a database a client's filter means (<c>get_table_names_by_filter</c>).</summary>
/// <remarks>Hive <c>ExpressionTree.LeafNode.generateJDOFilterOverTables</c>.</remarks>
internal sealed class TableFilter
{
    private const string Prefix = "hive_filter_field_";
    private const string Parameters = Prefix + "params__";

    private readonly TableTest? _test;

    private TableFilter(TableTest? test, bool readsPayload) => (_test, ReadsPayload) = (test, readsPayload);

    /// <summary>Whether it asks for more of a table than name, type and owner.</summary>
    public bool ReadsPayload { get; }

    /// <summary>Reads a filter over the keys <c>hive_filter_field_…__</c>; an empty one matches all.</summary>
    /// <exception cref="MetaException">It can't be read, or a key is not known or can't be compared like that. The texts are Hive's.</exception>
    public static TableFilter Parse(string filter)
    {
        var node = FilterParser.Parse(filter);
        return node is null ? new(null, readsPayload: false) : new(Bind(node), ReadsPayloadOf(node));
    }

    public bool Matches(FilteredTableRow table) => _test?.Invoke(table) ?? true;

    private static bool ReadsPayloadOf(FilterNode node) => node switch
    {
        FilterAnd all => all.Nodes.Any(ReadsPayloadOf),
        FilterOr either => either.Nodes.Any(ReadsPayloadOf),
        FilterComparison one => IsParameter(one) || one.Key == $"{Prefix}last_access__",
        _ => false,
    };

    private static bool IsParameter(FilterComparison comparison) => comparison.Key.StartsWith(Parameters, StringComparison.Ordinal);

    private static TableTest Bind(FilterNode node)
    {
        switch (node)
        {
            case FilterAnd all:
                var needed = all.Nodes.Select(Bind).ToArray();
                return table => needed.All(test => test(table));
            case FilterOr either:
                var enough = either.Nodes.Select(Bind).ToArray();
                return table => enough.Any(test => test(table));
            default:
                return Bind((FilterComparison)node);
        }
    }

    private static TableTest Bind(FilterComparison comparison)
    {
        if (IsParameter(comparison))
        {
            return BindParameter(comparison);
        }

        var text = new TextTest(comparison.Operator, comparison.Constant.Text, ignoreCase: false);
        return comparison.Key switch
        {
            $"{Prefix}owner__" => table => text.Holds(table.Owner),
            $"{Prefix}tableName__" => table => text.Holds(table.Name),
            $"{Prefix}tableType__" => table => text.Holds(table.Type),
            $"{Prefix}last_access__" => BindLastAccess(comparison),
            _ => throw Errors.Meta("Invalid key name in filter.  Use constants from org.apache.hadoop.hive.metastore.api"),
        };
    }

    private static TableTest BindLastAccess(FilterComparison comparison)
    {
        if (comparison.Operator == FilterOperator.Like)
        {
            throw Errors.Meta("Like is not supported for HIVE_FILTER_FIELD_LAST_ACCESS");
        }

        var number = long.TryParse(comparison.Constant.Text, out var given)
            ? given
            : throw Errors.Meta($"HIVE_FILTER_FIELD_LAST_ACCESS is compared with numbers, not with {comparison.Constant.Text}");
        return table => comparison.Operator.Holds(((long)table.Table.LastAccessTime).CompareTo(number));
    }

    private static TableTest BindParameter(FilterComparison comparison)
    {
        if (comparison.Operator is not (FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.Like))
        {
            throw Errors.Meta("Only [EQUALS, NOTEQUALS, NOTEQUALS2, LIKE] are supported operators for HIVE_FILTER_FIELD_PARAMS");
        }

        // A key can't have a dot in it, so that Hive's clients write discover.partitions with two underscores, whose value Hive takes in any case.
        var name = comparison.Key[Parameters.Length..];
        var dotted = name.Replace("__", ".", StringComparison.Ordinal);
        var text = new TextTest(comparison.Operator, comparison.Constant.Text, ignoreCase: dotted == "discover.partitions");
        return table => text.Holds(table.Table.Parameters?.GetValueOrDefault(name) ?? table.Table.Parameters?.GetValueOrDefault(dotted));
    }
}
