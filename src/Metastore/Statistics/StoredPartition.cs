using Metastore.Partitions;
using Metastore.Storage;

namespace Metastore.Statistics;

/// <summary>A partition whose parameters are read and may change; its column list is left where it is.</summary>
internal sealed record StoredPartition(PartitionRow Row, Partition Partition)
{
    /// <summary>The partitions of these names that exist, by name.</summary>
    public static async Task<Dictionary<string, StoredPartition>> FindAsync(Tx tx, long tableId, IEnumerable<string> names, CancellationToken ct)
    {
        var rows = await PartitionStore.FindManyAsync(tx, tableId, names, ct);
        return rows.ToDictionary(row => row.Name, row => new StoredPartition(row, PartitionPayload.Read(row.Payload, null)), StringComparer.Ordinal);
    }

    /// <summary>Says of columns that their statistics are right now (<see cref="TransactionalState.MarkColumns"/>).</summary>
    public PartitionRow Marked(Table table, IEnumerable<string> columns, string? snapshot, long writeId)
    {
        Partition.Parameters ??= [];
        TransactionalState.MarkColumns(table, Partition.Parameters, Partition.WriteId, columns, snapshot);
        if (TransactionalState.IsTransactional(table))
        {
            Partition.WriteId = writeId;
        }

        return Row with { Payload = PartitionPayload.Write(Partition) };
    }

    /// <summary>Says of columns no more that their statistics are right.</summary>
    public PartitionRow Unmarked(IEnumerable<string> columns)
    {
        ColumnStatsAccurate.RemoveColumns(Partition.Parameters, columns);
        return Row with { Payload = PartitionPayload.Write(Partition) };
    }
}
