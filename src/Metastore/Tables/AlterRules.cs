using Metastore.Names;
using Microsoft.Extensions.Options;

namespace Metastore.Tables;

/// <summary>What a changed table is checked for, in Hive's order.</summary>
/// <remarks>Hive <c>HiveAlterHandler.alterTable</c>.</remarks>
internal sealed class AlterRules(IOptions<TableOptions> options)
{
    private static readonly string[] KeepTheirOwnSchema = ["org.apache.hadoop.hive.kudu.KuduSerDe", "org.apache.iceberg.mr.hive.HiveIcebergSerDe"];

    /// <summary>Checks the changed table by itself.</summary>
    /// <exception cref="InvalidOperationException">Its name, a column's type or a bucket column is not valid.</exception>
    /// <exception cref="MetaException">It lacks what every table must have.</exception>
    public static void RequireValid(Table changed)
    {
        var name = Identifier.Normalize(changed.TableName ?? throw Errors.Meta("Table name cannot be null."));
        _ = changed.DbName ?? throw Errors.Meta("Null database name is not allowed");
        if (!NameRules.IsValid(name))
        {
            throw Errors.InvalidOperation($"{name} is not a valid object name");
        }

        var descriptor = changed.Sd ?? throw Errors.Meta("A table must have a storage descriptor.");
        RequireColumns(descriptor);
        if (descriptor.SerdeInfo is null)
        {
            throw Errors.Meta("Invalid SerDeInfo object");
        }
    }

    /// <summary>Checks the change.</summary>
    /// <exception cref="InvalidOperationException">Partition keys are others, or a column has a type that does not fit the old one.</exception>
    /// <exception cref="MetaException">The table is to lie nowhere.</exception>
    public void RequireCompatible(Table old, Table changed, TableChange change)
    {
        if (string.IsNullOrEmpty(changed.Sd!.Location) && changed.TableType != TableTypes.View)
        {
            throw Errors.Meta("A table must have a location.");
        }

        // A view has its columns from its query, which may be any other now.
        if (old.TableType == TableTypes.View)
        {
            return;
        }

        if (!change.MayChangeTypes && !KeepsItsOwnSchema(changed))
        {
            ColumnTypes.RequireCompatible(old.Sd!.Cols ?? [], changed.Sd.Cols!);
        }

        if (!HaveSameKeys(old, changed) && !TableShape.IsTrue(change.Context, "allow_partition_key_change"))
        {
            throw Errors.InvalidOperation("partition keys can not be changed.");
        }
    }

    private static void RequireColumns(StorageDescriptor descriptor)
    {
        var columns = descriptor.Cols ?? throw Errors.Meta("A table must have a list of columns.");
        foreach (var column in columns)
        {
            var type = column.Type ?? throw Errors.Meta($"The column {column.Name} has no type.");
            if (!NameRules.IsKnownType(type))
            {
                throw Errors.InvalidOperation($"Invalid column type: {type}");
            }
        }

        TableRules.RequireDistinct(columns);
        var names = columns.Select(column => column.Name?.ToLowerInvariant()).ToHashSet();
        var unknown = (descriptor.BucketCols ?? []).ConvertAll(bucket => bucket?.ToLowerInvariant()).FindAll(bucket => !names.Contains(bucket));
        if (unknown.Count > 0)
        {
            throw Errors.InvalidOperation($"Bucket columns - [{string.Join(", ", unknown)}] doesn't match with any table columns");
        }
    }

    private static bool HaveSameKeys(Table old, Table changed) =>
        (old.PartitionKeys ?? []).Select(key => key.Name).SequenceEqual((changed.PartitionKeys ?? []).Select(key => key.Name), StringComparer.OrdinalIgnoreCase);

    private bool KeepsItsOwnSchema(Table table) =>
        KeepTheirOwnSchema.Contains(table.Sd!.SerdeInfo!.SerializationLib) || (options.Value.LakeTablesKeepTheirOwnSchema && IsLakeTable(table.Parameters));

    private static bool IsLakeTable(Dictionary<string, string>? parameters) =>
        string.Equals(parameters?.GetValueOrDefault("table_type"), "ICEBERG", StringComparison.OrdinalIgnoreCase)
        || string.Equals(parameters?.GetValueOrDefault("spark.sql.sources.provider"), "delta", StringComparison.OrdinalIgnoreCase);
}
