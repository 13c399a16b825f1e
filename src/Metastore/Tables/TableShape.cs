using Metastore.Names;

namespace Metastore.Tables;

/// <summary>Brings a client's table into exactly the shape in which clients read it back; that is what is stored.</summary>
/// <remarks>Hive <c>ObjectStore.convertToMTable</c> and back: what it does not keep goes, what it always returns is set.</remarks>
internal static class TableShape
{
    public const string LastDdlTime = "transient_lastDdlTime";

    /// <summary>A new struct that shares nothing with the given one which a later change could touch.</summary>
    public static Table Of(Table given, TableName name, long id, int createTime)
    {
        var parameters = DescriptorShape.WithoutNulls(given.Parameters);
        var table = new Table
        {
            TableName = name.Table,
            DbName = name.Database,
            CatName = name.Catalog,
            Owner = given.Owner,
            OwnerType = given.OwnerType,
            CreateTime = createTime,
            LastAccessTime = given.LastAccessTime,
            Retention = given.Retention,
            Sd = given.Sd is null ? null : DescriptorShape.Of(given.Sd),
            PartitionKeys = DescriptorShape.Columns(given.PartitionKeys) ?? [],
            Parameters = parameters,
            ViewOriginalText = given.ViewOriginalText is "" ? null : given.ViewOriginalText,
            ViewExpandedText = given.ViewExpandedText is "" ? null : given.ViewExpandedText,
            TableType = TypeOf(given.TableType, parameters, given.ViewOriginalText),
            RewriteEnabled = given.RewriteEnabled,
            CreationMetadata = given.CreationMetadata,
            WriteId = TransactionalRules.IsTransactional(parameters) ? given.WriteId : 0,
            Id = id,
        };
        table.__isset.temporary = false;
        return table;
    }

    /// <summary>Whether dropping the table leaves its files alone.</summary>
    public static bool IsExternal(Dictionary<string, string>? parameters) => IsTrue(parameters, "EXTERNAL");

    public static bool IsTrue(Dictionary<string, string>? parameters, string key) =>
        string.Equals(parameters?.GetValueOrDefault(key), "true", StringComparison.OrdinalIgnoreCase);

    // The parameter EXTERNAL decides, whatever the type says of the two.
    private static string TypeOf(string? type, Dictionary<string, string> parameters, string? viewText) => type switch
    {
        null when !string.IsNullOrEmpty(viewText) => TableTypes.View,
        null or TableTypes.Managed or TableTypes.External => IsExternal(parameters) ? TableTypes.External : TableTypes.Managed,
        _ => type,
    };
}
