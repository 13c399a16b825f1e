namespace Metastore.Tables;

/// <summary>
/// Hive 4's projection of tables: the fields a client asks for. As Hive does, a table comes whole as soon as a list or map is asked for;
/// else unasked numbers are 0 and the type is MANAGED_TABLE.
/// </summary>
internal static class TableProjection
{
    private static readonly Dictionary<string, Action<Table, Table>> Fields = new(StringComparer.Ordinal)
    {
        ["tableName"] = static (from, to) => to.TableName = from.TableName,
        ["dbName"] = static (from, to) => to.DbName = from.DbName,
        ["owner"] = static (from, to) => to.Owner = from.Owner,
        ["ownerType"] = static (from, to) => to.OwnerType = from.OwnerType,
        ["createTime"] = static (from, to) => to.CreateTime = from.CreateTime,
        ["lastAccessTime"] = static (from, to) => to.LastAccessTime = from.LastAccessTime,
        ["retention"] = static (from, to) => to.Retention = from.Retention,
        ["tableType"] = static (from, to) => to.TableType = from.TableType,
        ["viewOriginalText"] = static (from, to) => to.ViewOriginalText = from.ViewOriginalText,
        ["viewExpandedText"] = static (from, to) => to.ViewExpandedText = from.ViewExpandedText,
        ["rewriteEnabled"] = static (from, to) => to.RewriteEnabled = from.RewriteEnabled,
        ["writeId"] = static (from, to) => to.WriteId = from.WriteId,
        ["id"] = static (from, to) => to.Id = from.Id,
        ["catName"] = static (from, to) => to.CatName = from.CatName,
        ["sd.location"] = static (from, to) => Descriptor(to).Location = from.Sd?.Location,
        ["sd.inputFormat"] = static (from, to) => Descriptor(to).InputFormat = from.Sd?.InputFormat,
        ["sd.outputFormat"] = static (from, to) => Descriptor(to).OutputFormat = from.Sd?.OutputFormat,
        ["sd.compressed"] = static (from, to) => Descriptor(to).Compressed = from.Sd?.Compressed ?? false,
        ["sd.numBuckets"] = static (from, to) => Descriptor(to).NumBuckets = from.Sd?.NumBuckets ?? 0,
        ["sd.storedAsSubDirectories"] = static (from, to) => Descriptor(to).StoredAsSubDirectories = from.Sd?.StoredAsSubDirectories ?? false,
        ["sd.serdeInfo.name"] = static (from, to) => Serde(to).Name = from.Sd?.SerdeInfo?.Name,
        ["sd.serdeInfo.serializationLib"] = static (from, to) => Serde(to).SerializationLib = from.Sd?.SerdeInfo?.SerializationLib,
        ["sd.serdeInfo.description"] = static (from, to) => Serde(to).Description = from.Sd?.SerdeInfo?.Description,
        ["sd.serdeInfo.serializerClass"] = static (from, to) => Serde(to).SerializerClass = from.Sd?.SerdeInfo?.SerializerClass,
        ["sd.serdeInfo.deserializerClass"] = static (from, to) => Serde(to).DeserializerClass = from.Sd?.SerdeInfo?.DeserializerClass,
    };

    // Lists and maps, and what lies in them.
    private static readonly string[] Collections =
        ["parameters", "partitionKeys", "privileges", "creationMetadata", "sd.cols", "sd.parameters", "sd.bucketCols", "sd.sortCols", "sd.skewedInfo", "sd.serdeInfo.parameters", "sd.serdeInfo.serdeType"];

    /// <summary>The tables as the specification asks for them.</summary>
    /// <exception cref="MetaException">None of the fields is a table's.</exception>
    /// <exception cref="InvalidOperationException">Parameters are to be chosen by pattern, which Hive does for partitions only.</exception>
    public static List<Table> Apply(GetProjectionsSpec? specification, List<Table> tables)
    {
        var asked = specification?.FieldList ?? [];
        if (asked.Count == 0)
        {
            return specification?.IncludeParamKeyPattern is null && specification?.ExcludeParamKeyPattern is null
                ? tables
                : throw Errors.InvalidOperation("Include and Exclude Param key are not supported.");
        }

        if (asked.Exists(field => Array.Exists(Collections, name => field == name || field.StartsWith(name + ".", StringComparison.Ordinal))))
        {
            return tables;
        }

        if (asked.Find(field => !Fields.ContainsKey(field)) is not null)
        {
            throw Errors.Meta($"Invalid table fields in the projection spec[{string.Join(", ", asked.Where(field => !Fields.ContainsKey(field)))}]");
        }

        return tables.ConvertAll(table => Project(table, asked));
    }

    private static Table Project(Table table, List<string> fields)
    {
        var projected = new Table
        {
            CreateTime = 0,
            LastAccessTime = 0,
            Retention = 0,
            TableType = "MANAGED_TABLE",
            RewriteEnabled = false,
            WriteId = 0,
            Id = 0,
        };
        fields.ForEach(field => Fields[field](table, projected));
        return projected;
    }

    private static StorageDescriptor Descriptor(Table table) =>
        table.Sd ??= new StorageDescriptor { Compressed = false, NumBuckets = 1, SkewedInfo = new SkewedInfo(), StoredAsSubDirectories = false };

    private static SerDeInfo Serde(Table table) => Descriptor(table).SerdeInfo ??= new SerDeInfo();
}
