namespace Metastore.Partitions.Filters;

/// <summary>How the values of a partition key compare.</summary>
internal enum FilterKeyType
{
    /// <summary>Hive does not filter on keys of this type.</summary>
    None,
    Text,
    Integer,
    Date,
    Timestamp,
}
