using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Changes all partitions of a table that a change of the table reaches.</summary>
internal static class PartitionRewrite
{
    /// <summary>Puts the partitions that lie below a directory below another.</summary>
    public static async Task MoveAsync(Tx tx, long tableId, string from, string to, CancellationToken ct)
    {
        var moved = new List<PartitionRow>();
        foreach (var row in await PartitionStore.ListAsync(tx, tableId, NameRange.Everything, -1, ct))
        {
            var partition = PartitionPayload.Read(row.Payload, null);
            if (partition.Sd?.Location is { } location && Warehouse.Location.IsBelow(location, from))
            {
                partition.Sd.Location = to + location[from.Length..];
                moved.Add(row with { Payload = PartitionPayload.Write(partition) });
            }
        }

        await PartitionWriteStore.ReplaceAsync(tx, moved, ct);
    }
}
