using Metastore.Storage;
using Metastore.Tables;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>The files of partitions that go with them.</summary>
internal sealed class PartitionFiles(WarehouseFiles warehouse)
{
    /// <summary>Removes partitions' directories, where the table's files are its own, once the transaction has been committed.</summary>
    public void DeleteAfterCommit(Tx tx, Table table, IEnumerable<PartitionRow> partitions)
    {
        if (!TableFiles.AreOwn(table.Parameters) || table.Sd?.Location is not { } root)
        {
            return;
        }

        List<string> places = [.. partitions.Select(row => row.PlaceIn(table)).OfType<string>()];
        tx.AfterCommit(places.Count, () =>
        {
            places.ForEach(warehouse.DeleteDirectory);
            DeleteEmptyParents(places, root, table.PartitionKeys!.Count);
        });
    }

    /// <summary>Removes the directories above these places that nothing is left in, as far as partitions have them.</summary>
    public void DeleteEmptyParents(IEnumerable<string> places, string root, int keys)
    {
        for (var depth = 1; depth < keys; depth++)
        {
            places = [.. places.Select(place => place[..place.LastIndexOf('/')]).Where(place => Location.IsBelow(place, root)).Distinct()];
            foreach (var place in places)
            {
                warehouse.DeleteEmptyDirectory(place);
            }
        }
    }
}
