using Metastore.Storage;
using Metastore.Warehouse;
using Microsoft.Extensions.Options;

namespace Metastore.Notifications;

/// <summary>
/// Writes what changes into the outbox, in the transaction that changes it: no change without its event, and no event without its change.
/// Where notifications are off, nothing is done. One statement each, however many objects have changed.
/// </summary>
/// <remarks>Hive <c>DbNotificationListener</c>, with the messages of 4.x; those of 3.1 have fewer fields.</remarks>
internal sealed partial class EventWriter(IOptions<NotificationOptions> options, Ids ids, WarehouseFiles warehouse)
{
    private static readonly Task<List<long>> Nothing = Task.FromResult<List<long>>([]);

    /// <summary>Whether changes are logged.</summary>
    public bool IsOn { get; } = options.Value.Enabled;

    private bool TellsStatistics => IsOn && options.Value.ColumnStatistics;

    private Task<List<long>> AddAsync(Tx tx, OutboxEvent change, CancellationToken ct) => AddAsync(tx, [change], ct);

    // The ids in the outbox, ascending.
    private async Task<List<long>> AddAsync(Tx tx, List<OutboxEvent> changes, CancellationToken ct)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var format = options.Value.Format;
        var added = changes.ConvertAll(_ => ids.Next());
        await OutboxStore.AddAsync(
            tx,
            [.. added],
            [.. changes.Select(change => change.Type)],
            [.. changes.Select(change => change.Catalog)],
            [.. changes.Select(change => change.Database)],
            [.. changes.Select(change => change.Table)],
            [.. changes.Select(change => format.Encode(change.Message.Finish()))],
            format.Name(),
            ct);
        return added;
    }

    private static OutboxEvent Of(string type, Table table, EventMessage message) => new(type, table.CatName, table.DbName, table.TableName, message);

    private static EventMessage About(Tx tx, Table table) => new EventMessage(tx.Now)
        .Text("cat", table.CatName)
        .Text("db", table.DbName)
        .Text("table", table.TableName)
        .Text("tableType", table.TableType);
}
