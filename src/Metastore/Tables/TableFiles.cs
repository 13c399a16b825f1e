using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Warehouse;

namespace Metastore.Tables;

/// <summary>The files of tables that go with them.</summary>
internal sealed class TableFiles(WarehouseFiles warehouse)
{
    private const string Purge = "external.table.purge";

    /// <summary>Whether the files are the table's own: those of an external table are not, unless it says so.</summary>
    public static bool AreOwn(Dictionary<string, string>? parameters) =>
        !TableShape.IsExternal(parameters) || TableShape.IsTrue(parameters, Purge);

    /// <summary>Removes the table's directory, and its partitions' that lie elsewhere, once the transaction has been committed.</summary>
    public async Task DeleteAfterCommitAsync(Tx tx, TableRow row, CancellationToken ct)
    {
        var table = row.ToTable();
        if (!AreOwn(table.Parameters) || table.Sd?.Location is not { } location)
        {
            return;
        }

        List<string> places = [location];
        if (table.PartitionKeys is { Count: > 0 })
        {
            var own = await PartitionStore.ListPlacesAsync(tx, row.Id, ct);
            places.AddRange(own.Where(place => !Location.IsBelow(place, location)));
        }

        tx.AfterCommit(places.Count, () => places.ForEach(warehouse.DeleteDirectory));
    }
}
