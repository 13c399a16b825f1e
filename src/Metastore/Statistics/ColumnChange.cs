namespace Metastore.Statistics;

/// <summary>The columns of a partition, or of the table itself (<see cref="StatisticsStore.WholeTable"/>), before and after a change; the parameters are those after.</summary>
internal sealed record ColumnChange(string Partition, List<FieldSchema>? Before, List<FieldSchema>? After, Dictionary<string, string>? Parameters);
