namespace Metastore.Partitions;

/// <summary>The part of a <see cref="PartitionProjection"/> below <c>sd.serdeInfo</c>.</summary>
internal static class SerDeProjection
{
    private const string Whole = "sd.serdeInfo";

    private const string ParametersField = Whole + ".parameters";

    public static IReadOnlyList<string> SingleValued { get; } =
    [
        "sd.serdeInfo.name", "sd.serdeInfo.serializationLib", "sd.serdeInfo.description", "sd.serdeInfo.serializerClass",
        "sd.serdeInfo.deserializerClass", "sd.serdeInfo.serdeType",
    ];

    public static IReadOnlyList<string> ManyValued { get; } = [Whole, ParametersField];

    /// <summary>Null if nothing of it is asked for.</summary>
    public static SerDeInfo? Of(SerDeInfo? serde, IReadOnlySet<string> fields)
    {
        if (serde is null || !fields.Any(field => field.StartsWith(Whole, StringComparison.Ordinal)))
        {
            return null;
        }

        var projected = new SerDeInfo
        {
            Name = Has("name") ? serde.Name : null,
            SerializationLib = Has("serializationLib") ? serde.SerializationLib : null,
            Parameters = Has("parameters") && serde.Parameters?.Count > 0 ? serde.Parameters : null,
            Description = Has("description") ? serde.Description : null,
            SerializerClass = Has("serializerClass") ? serde.SerializerClass : null,
            DeserializerClass = Has("deserializerClass") ? serde.DeserializerClass : null,
        };
        if (Has("serdeType") && serde.__isset.serdeType)
        {
            projected.SerdeType = serde.SerdeType;
        }

        return projected;

        bool Has(string field) => fields.Contains(Whole) || fields.Contains($"{Whole}.{field}");
    }
}
