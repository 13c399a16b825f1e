using Metastore.Warehouse;

namespace Metastore.Tables;

/// <summary>The statistics that a look into a table's directory gives: how many files there are, and how large.</summary>
/// <remarks>Hive <c>MetaStoreServerUtils.updateTableStatsSlow</c> with <c>metastore.stats.autogather</c>, which is its default.</remarks>
internal sealed class QuickStatistics(WarehouseFiles warehouse)
{
    private const string Accurate = "COLUMN_STATS_ACCURATE";
    private const string Skip = "DO_NOT_UPDATE_STATS";
    private static readonly string[] Keys = ["numFiles", "totalSize", "numFilesErasureCoded"];

    /// <summary>For a new table: only where its directory was there before and the client gave no statistics.</summary>
    public void ApplyToNew(Table table, bool newDirectory, Dictionary<string, string> context)
    {
        if (!IsSkipped(table) && !newDirectory && !Keys.All(table.Parameters!.ContainsKey))
        {
            Apply(table, context);
        }
    }

    /// <summary>For a changed table: always, unless it is a view or partitioned or the client does not want it.</summary>
    public void ApplyToChanged(Table table, Dictionary<string, string> context)
    {
        if (!IsSkipped(table) && !TableShape.IsTrue(context, Skip))
        {
            Apply(table, context);
        }
    }

    // The wish comes as a parameter of the table and is not kept.
    private static bool IsSkipped(Table table) =>
        table.Parameters!.Remove(Skip, out var skip) && string.Equals(skip, "true", StringComparison.OrdinalIgnoreCase);

    private void Apply(Table table, Dictionary<string, string> context)
    {
        if (table.TableType == TableTypes.View || table.PartitionKeys is { Count: > 0 } || table.Sd?.Location is not { } location)
        {
            return;
        }

        if (warehouse.FileSystemFor(location)?.Measure(location) is { } measured)
        {
            table.Parameters!["numFiles"] = $"{measured.Files}";
            table.Parameters["totalSize"] = $"{measured.Bytes}";
            table.Parameters["numFilesErasureCoded"] = "0";
        }

        if (context.GetValueOrDefault("STATS_GENERATED") != "TASK")
        {
            table.Parameters!.Remove(Accurate);
        }
    }
}
