namespace Metastore.Filters;

internal enum FilterConstantKind
{
    Text,
    Integer,
    Date,
    Timestamp,
}
