using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>Which events somebody wants; null is all of them.</summary>
internal sealed record NotificationFilter
{
    /// <summary>The number of the last event that is known.</summary>
    public required long Last { get; init; }

    public long To { get; init; } = long.MaxValue;

    public int Most { get; init; } = int.MaxValue;

    /// <summary>Whether what belongs to no catalog or no database counts for each.</summary>
    public bool CountsForEach { get; init; }

    public string? Catalog { get; init; }

    public string? Database { get; init; }

    public List<string>? Tables { get; init; }

    public List<string>? Types { get; init; }

    public List<string> Skipped { get; init; } = [];

    /// <remarks>Hive <c>ObjectStore.getNextNotification</c>; here events of no catalog, which are those of transactions, are in every one.</remarks>
    public static NotificationFilter Of(NotificationEventRequest request, int mostAtAll) => new()
    {
        Last = request.LastEvent,
        Most = request.MaxEvents > 0 ? Math.Min(request.MaxEvents, mostAtAll) : mostAtAll,
        Catalog = Normal(request.CatName),
        Database = Normal(request.DbName),
        Tables = Some(request.TableNames)?.ConvertAll(Identifier.Normalize),
        Types = Some(request.EventTypeList),
        Skipped = request.EventTypeSkipList ?? [],
    };

    /// <remarks>Hive <c>ObjectStore.getNotificationEventsCount</c>, which takes the database's name as it comes, save for Hive 4, and <c>*</c> for all.</remarks>
    public static NotificationFilter Of(NotificationEventsCountRequest request, MessageFormat format) => new()
    {
        CountsForEach = format == MessageFormat.Gzip,
        Last = request.FromEventId,
        To = request.__isset.toEventId ? request.ToEventId : long.MaxValue,
        Catalog = Normal(request.CatName) ?? CatalogName.Default,
        Database = request.DbName == "*" ? null : format == MessageFormat.Gzip ? Normal(request.DbName) : request.DbName,
        Tables = Some(request.TableNames)?.ConvertAll(Identifier.Normalize),
    };

    public object ToParameters(Dialect dialect) => new
    {
        Last,
        To,
        Most,
        CountsForEach = CountsForEach ? 1 : 0,
        EveryCatalog = Catalog is null ? 1 : 0,
        Catalog = Catalog ?? "",
        EveryDatabase = Database is null ? 1 : 0,
        Database = Database ?? "",
        EveryTable = Tables is null ? 1 : 0,
        Tables = dialect.List(Tables ?? []),
        EveryType = Types is null ? 1 : 0,
        Types = dialect.List(Types ?? []),
        Skipped = dialect.List(Skipped),
    };

    private static string? Normal(string? name) => name is null ? null : Identifier.Normalize(name);

    private static List<string>? Some(List<string>? list) => list is { Count: > 0 } ? list : null;
}
