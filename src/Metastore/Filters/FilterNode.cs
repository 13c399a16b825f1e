namespace Metastore.Filters;

/// <summary>What a filter says, before it is known what its keys are.</summary>
internal abstract record FilterNode;
