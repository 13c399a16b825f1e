namespace Metastore.Tables;

/// <summary>Brings a client's storage descriptor into the shape in which clients read it back, for tables and partitions alike.</summary>
internal static class DescriptorShape
{
    /// <summary>A new struct: column names in lower case, lists and maps never null, every primitive set. The location is left as it is.</summary>
    public static StorageDescriptor Of(StorageDescriptor given) => new()
    {
        Cols = Columns(given.Cols),
        Location = given.Location,
        InputFormat = given.InputFormat,
        OutputFormat = given.OutputFormat,
        Compressed = given.Compressed,
        NumBuckets = given.NumBuckets,
        SerdeInfo = given.SerdeInfo is null ? null : Serde(given.SerdeInfo),
        BucketCols = given.BucketCols ?? [],
        SortCols = given.SortCols?.ConvertAll(order => new Order { Col = order.Col?.ToLowerInvariant(), Order_ = order.Order_ }) ?? [],
        Parameters = WithoutNulls(given.Parameters),
        SkewedInfo = Skew(given.SkewedInfo),
        StoredAsSubDirectories = given.StoredAsSubDirectories,
    };

    /// <summary>New columns with names in lower case; null stays null.</summary>
    public static List<FieldSchema>? Columns(List<FieldSchema>? given) =>
        given?.ConvertAll(column => new FieldSchema { Name = column.Name?.ToLowerInvariant(), Type = column.Type, Comment = column.Comment });

    /// <summary>A new map without the keys that have no value; never null.</summary>
    public static Dictionary<string, string> WithoutNulls(Dictionary<string, string>? given) =>
        given?.Where(pair => pair.Value is not null).ToDictionary() ?? [];

    private static SerDeInfo Serde(SerDeInfo given)
    {
        var serde = new SerDeInfo
        {
            Name = given.Name,
            SerializationLib = given.SerializationLib,
            Parameters = WithoutNulls(given.Parameters),
            Description = given.Description,
            SerializerClass = given.SerializerClass,
            DeserializerClass = given.DeserializerClass,
        };
        if (given.__isset.serdeType)
        {
            serde.SerdeType = given.SerdeType;
        }

        return serde;
    }

    private static SkewedInfo Skew(SkewedInfo? given) => new()
    {
        SkewedColNames = given?.SkewedColNames ?? [],
        SkewedColValues = given?.SkewedColValues ?? [],
        SkewedColValueLocationMaps = given?.SkewedColValueLocationMaps ?? [],
    };
}
