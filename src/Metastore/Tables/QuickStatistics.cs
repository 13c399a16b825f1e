using Metastore.Statistics;
using Metastore.Warehouse;

namespace Metastore.Tables;

/// <summary>The statistics that a look into a table's directory gives: how many files there are, and how large.</summary>
/// <remarks>Hive <c>MetaStoreServerUtils.updateTableStatsSlow</c> with <c>metastore.stats.autogather</c>, which is its default.</remarks>
internal sealed class QuickStatistics(WarehouseFiles warehouse)
{
    private const string Skip = "DO_NOT_UPDATE_STATS";
    private const string Generated = "STATS_GENERATED";
    private static readonly string[] Keys = ["numFiles", "totalSize", "numFilesErasureCoded"];

    /// <summary>For a new table: only where its directory was there before and the client gave no statistics.</summary>
    public void ApplyToNew(Table table, bool newDirectory, Dictionary<string, string> context)
    {
        if (table.TableType != TableTypes.View && !TakeSkip(table) && !newDirectory && !IsPartitioned(table) && !Keys.All(table.Parameters!.ContainsKey))
        {
            Apply(table.Parameters!, table.Sd?.Location, context);
        }
    }

    /// <summary>For a new partition: only where its directory was there before and the client gave no statistics.</summary>
    public void ApplyToNew(Partition partition, Table table, bool newDirectory, Dictionary<string, string> context)
    {
        if (table.TableType != TableTypes.View && !newDirectory && !Keys.All(partition.Parameters!.ContainsKey))
        {
            Apply(partition.Parameters!, partition.Sd?.Location, context);
        }
    }

    /// <summary>For a changed table: always, unless it is a view or partitioned or the client does not want it.</summary>
    public void ApplyToChanged(Table table, Dictionary<string, string> context)
    {
        if (table.TableType != TableTypes.View && !IsPartitioned(table) && !TableShape.IsTrue(context, Skip) && !TakeSkip(table))
        {
            Apply(table.Parameters!, table.Sd?.Location, context);
        }
    }

    /// <summary>For a changed partition: where it has no statistics, others than before, or the client says how they came about.</summary>
    /// <remarks>Hive <c>MetaStoreServerUtils.requireCalStats</c>.</remarks>
    public void ApplyToChanged(Partition old, Partition changed, Table table, Dictionary<string, string> context)
    {
        if (TableShape.IsTrue(context, Skip) || table.TableType == TableTypes.View)
        {
            return;
        }

        var same = Keys.All(key => changed.Parameters!.TryGetValue(key, out var value) && old.Parameters?.GetValueOrDefault(key) == value);
        if (!same)
        {
            Apply(changed.Parameters!, changed.Sd?.Location, context);
        }
        else if (context.GetValueOrDefault(Generated) is "TASK" or "USER")
        {
            ApplyState(changed.Parameters!, context);
        }
    }

    private static bool IsPartitioned(Table table) => table.PartitionKeys is { Count: > 0 };

    // As a parameter of the table, the wish is not kept where it is heard.
    private static bool TakeSkip(Table table) =>
        table.Parameters!.Remove(Skip, out var skip) && string.Equals(skip, "true", StringComparison.OrdinalIgnoreCase);

    private void Apply(Dictionary<string, string> parameters, string? place, Dictionary<string, string> context)
    {
        if (place is not null && warehouse.Measure(place) is { } measured)
        {
            parameters["numFiles"] = $"{measured.Files}";
            parameters["totalSize"] = $"{measured.Bytes}";
            parameters["numFilesErasureCoded"] = "0";
        }

        ApplyState(parameters, context);
    }

    private static void ApplyState(Dictionary<string, string> parameters, Dictionary<string, string> context)
    {
        if (context.GetValueOrDefault(Generated) == "TASK")
        {
            ColumnStatsAccurate.SetBasic(parameters);
        }
        else
        {
            ColumnStatsAccurate.Clear(parameters);
        }
    }
}
