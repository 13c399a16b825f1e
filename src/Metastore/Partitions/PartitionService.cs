namespace Metastore.Partitions;

internal sealed class PartitionService
{
}
