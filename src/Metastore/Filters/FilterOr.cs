namespace Metastore.Filters;

/// <summary>One of at least two others, none of which is of this kind.</summary>
internal sealed record FilterOr : FilterNode
{
    private FilterOr(IReadOnlyList<FilterNode> nodes) => Nodes = nodes;

    public IReadOnlyList<FilterNode> Nodes { get; }

    public static FilterNode Of(IReadOnlyList<FilterNode> nodes) => nodes.Count == 1
        ? nodes[0]
        : new FilterOr([.. nodes.SelectMany(node => node is FilterOr or ? or.Nodes : [node])]);
}
