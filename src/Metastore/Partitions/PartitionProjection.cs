namespace Metastore.Partitions;

/// <summary>The fields of a partition that a client of <c>get_partitions_with_specs</c> asks for, by their paths.</summary>
/// <remarks>
/// Hive <c>PartitionProjectionEvaluator</c>. Unasked numbers are 0, and empty lists and maps are left out. Where only single values are asked for
/// and direct SQL can't have them (it is turned off for the connection, or there are names among them), what Hive leaves at its default is different.
/// </remarks>
internal sealed class PartitionProjection
{
    private const string DescriptorPrefix = "sd.";

    private static readonly string[] Names = ["catName", "dbName", "tableName"];

    private static readonly HashSet<string> SingleValued =
    [
        .. Names, "createTime", "lastAccessTime", "writeId",
        "sd.location", "sd.inputFormat", "sd.outputFormat", "sd.compressed", "sd.numBuckets", "sd.storedAsSubDirectories",
        .. SerDeProjection.SingleValued,
    ];

    private static readonly HashSet<string> ManyValued =
    [
        "values", "parameters", "sd.cols", "sd.cols.name", "sd.cols.type", "sd.cols.comment", "sd.bucketCols",
        "sd.sortCols", "sd.sortCols.col", "sd.sortCols.order", "sd.parameters",
        "sd.skewedInfo", "sd.skewedInfo.skewedColNames", "sd.skewedInfo.skewedColValues", "sd.skewedInfo.skewedColValueLocationMaps",
        .. SerDeProjection.ManyValued,
    ];

    private readonly HashSet<string> _fields;
    private readonly bool _hasModelDefaults;

    private PartitionProjection(HashSet<string> fields, bool directSql)
        => (_fields, _hasModelDefaults) = (fields, (!directSql || fields.Overlaps(Names)) && fields.IsSubsetOf(SingleValued));

    /// <summary>Null if no fields are asked for, which means all.</summary>
    /// <exception cref="MetaException">A field is none of a partition.</exception>
    public static PartitionProjection? Parse(List<string>? fields, bool directSql)
    {
        if (fields is null or [])
        {
            return null;
        }

        var unknown = fields.Where(field => !SingleValued.Contains(field) && !ManyValued.Contains(field)).Distinct();
        return unknown.Any()
            ? throw Errors.Meta($"Invalid partition fields in the projection spec[{string.Join(", ", unknown)}]")
            : new([.. fields], directSql);
    }

    /// <summary>A partition with what is asked for of another.</summary>
    public Partition Apply(Partition partition) => new()
    {
        CatName = Has("catName") ? partition.CatName : null,
        DbName = Has("dbName") ? partition.DbName : null,
        TableName = Has("tableName") ? partition.TableName : null,
        Values = Has("values") ? partition.Values : null,
        CreateTime = Has("createTime") ? partition.CreateTime : 0,
        LastAccessTime = Has("lastAccessTime") ? partition.LastAccessTime : 0,
        WriteId = Has("writeId") ? partition.WriteId : -1,
        Parameters = Has("parameters") && partition.Parameters?.Count > 0 ? partition.Parameters : null,
        Sd = partition.Sd is { } descriptor && _fields.Any(field => field.StartsWith(DescriptorPrefix, StringComparison.Ordinal)) ? DescriptorOf(descriptor) : null,
    };

    private bool Has(string field) => _fields.Contains(field);

    private StorageDescriptor DescriptorOf(StorageDescriptor descriptor)
    {
        var projected = new StorageDescriptor
        {
            Cols = Has("sd.cols") ? descriptor.Cols : descriptor.Cols is { } columns ? ColumnsOf(columns) : null,
            Location = Has("sd.location") ? descriptor.Location : null,
            InputFormat = Has("sd.inputFormat") ? descriptor.InputFormat : null,
            OutputFormat = Has("sd.outputFormat") ? descriptor.OutputFormat : null,
            Compressed = Has("sd.compressed") && descriptor.Compressed,
            NumBuckets = Has("sd.numBuckets") ? descriptor.NumBuckets : _hasModelDefaults ? 1 : 0,
            SerdeInfo = SerDeProjection.Of(descriptor.SerdeInfo, _fields),
            BucketCols = Has("sd.bucketCols") && descriptor.BucketCols?.Count > 0 ? descriptor.BucketCols : null,
            SortCols = descriptor.SortCols is { Count: > 0 } order ? OrderOf(order) : null,
            Parameters = Has("sd.parameters") && descriptor.Parameters?.Count > 0 ? descriptor.Parameters : null,
            SkewedInfo = _hasModelDefaults ? new() : SkewOf(descriptor.SkewedInfo),
        };
        if (_hasModelDefaults || Has("sd.storedAsSubDirectories"))
        {
            projected.StoredAsSubDirectories = Has("sd.storedAsSubDirectories") && descriptor.StoredAsSubDirectories;
        }

        return projected;
    }

    private List<FieldSchema>? ColumnsOf(List<FieldSchema> columns)
    {
        var (name, type, comment) = (Has("sd.cols.name"), Has("sd.cols.type"), Has("sd.cols.comment"));
        return name || type || comment
            ? columns.ConvertAll(column => new FieldSchema { Name = name ? column.Name : null, Type = type ? column.Type : null, Comment = comment ? column.Comment : null })
            : null;
    }

    private List<Order>? OrderOf(List<Order> order)
    {
        var (column, direction) = (Has("sd.sortCols.col"), Has("sd.sortCols.order"));
        return Has("sd.sortCols") ? order
            : column || direction ? order.ConvertAll(one => new Order { Col = column ? one.Col : null, Order_ = direction ? one.Order_ : 0 })
            : null;
    }

    private SkewedInfo? SkewOf(SkewedInfo? skew)
    {
        var whole = Has("sd.skewedInfo");
        var projected = new SkewedInfo
        {
            SkewedColNames = (whole || Has("sd.skewedInfo.skewedColNames")) && skew?.SkewedColNames?.Count > 0 ? skew.SkewedColNames : null,
            SkewedColValues = (whole || Has("sd.skewedInfo.skewedColValues")) && skew?.SkewedColValues?.Count > 0 ? skew.SkewedColValues : null,
            SkewedColValueLocationMaps = (whole || Has("sd.skewedInfo.skewedColValueLocationMaps")) && skew?.SkewedColValueLocationMaps?.Count > 0
                ? skew.SkewedColValueLocationMaps
                : null,
        };
        return projected is { SkewedColNames: null, SkewedColValues: null, SkewedColValueLocationMaps: null } ? null : projected;
    }
}
