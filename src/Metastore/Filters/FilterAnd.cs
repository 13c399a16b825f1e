namespace Metastore.Filters;

/// <summary>All of at least two others, none of which is of this kind.</summary>
internal sealed record FilterAnd : FilterNode
{
    private FilterAnd(IReadOnlyList<FilterNode> nodes) => Nodes = nodes;

    public IReadOnlyList<FilterNode> Nodes { get; }

    public static FilterNode Of(IReadOnlyList<FilterNode> nodes) => nodes.Count == 1
        ? nodes[0]
        : new FilterAnd([.. nodes.SelectMany(node => node is FilterAnd and ? and.Nodes : [node])]);
}
