using Metastore.Storage;
using Metastore.Tables;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>The files of partitions that go with them.</summary>
internal sealed class PartitionFiles(WarehouseFiles warehouse)
{
    /// <summary>Removes partitions' directories, where the table's files are its own, once the transaction has been committed.</summary>
    public void DeleteAfterCommit(Tx tx, Table table, IEnumerable<Partition> partitions)
    {
        if (!TableFiles.AreOwn(table.Parameters) || table.Sd?.Location is not { } root)
        {
            return;
        }

        List<string> places = [.. partitions.Select(partition => partition.Sd?.Location).OfType<string>()];
        tx.AfterCommit(() => places.ForEach(place => Delete(place, root, table.PartitionKeys!.Count)));
    }

    /// <summary>Removes the directories above a place that nothing is left in, as far as partitions have them.</summary>
    public void DeleteEmptyParents(string place, string root, int keys)
    {
        for (var depth = 1; depth < keys; depth++)
        {
            place = place[..place.LastIndexOf('/')];
            if (!Location.IsBelow(place, root))
            {
                return;
            }

            warehouse.DeleteEmptyDirectory(place);
        }
    }

    private void Delete(string place, string root, int keys)
    {
        warehouse.DeleteDirectory(place);
        DeleteEmptyParents(place, root, keys);
    }
}
