using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>What clients tell of the data of a table: files that were written, or that everybody shall look anew (<c>HMSHandler.fire_listener_event</c>).</summary>
internal sealed class FireEvent(Db db, EventWriter events)
{
    /// <summary>The numbers of the events, which Impala knows its own ones by; none where notifications are off.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table or partition: undeclared, as in Hive.</exception>
    public Task<FireEventResponse> RunAsync(FireEventRequest? request, CancellationToken ct)
    {
        var given = request ?? throw Errors.Internal();
        var values = ValuesOf(given);
        var name = TableName.From(given.CatName, given.DbName, given.TableName);
        return events.IsOn ? db.InTransactionAsync(tx => TellAsync(tx, name, given, values, ct), ct) : db.ReadAsync(tx => LookAsync(tx, name, values, ct), ct);
    }

    // For each event the values of its partition; of many, each must say its own.
    private static List<List<string>> ValuesOf(FireEventRequest request) => request.Data switch
    {
        { InsertDatas: { } many } => many.ConvertAll(insert => insert.PartitionVal ?? throw Errors.Internal()),
        { InsertData: not null } or { __isset.refreshEvent: true } => [request.PartitionVals ?? []],
        _ => throw Errors.Internal(),
    };

    private static async Task<FireEventResponse> LookAsync(Tx tx, TableName name, List<List<string>> values, CancellationToken ct)
    {
        _ = await TouchedPartitions.FindAsync(tx, name, values, ct);
        return new();
    }

    private async Task<FireEventResponse> TellAsync(Tx tx, TableName name, FireEventRequest request, List<List<string>> values, CancellationToken ct)
    {
        var (table, partitions) = await TouchedPartitions.FindAsync(tx, name, values, ct);
        foreach (var (key, value) in request.TblParams ?? [])
        {
            table.Parameters!.TryAdd(key, value);
        }

        var data = request.Data!;
        var added = data.__isset.refreshEvent
            ? await ReloadAsync(tx, table, request, partitions[0], data.RefreshEvent, ct)
            : await events.InsertedAsync(tx, table, [.. partitions.Zip(data.InsertDatas ?? [data.InsertData!])], ct);
        var numbers = await EventNumbering.NumberAllAsync(tx, ct);
        return new() { EventIds = added.ConvertAll(id => numbers[id]) };
    }

    private async Task<List<long>> ReloadAsync(Tx tx, Table table, FireEventRequest request, Partition? partition, bool isRefresh, CancellationToken ct)
    {
        var batch = request.BatchPartitionValsForRefresh is { Count: > 0 } many ? await TouchedPartitions.FindAsync(tx, table, many, ct) : null;
        return await events.ReloadedAsync(tx, table, partition, batch?.OfType<Partition>().ToList(), isRefresh, ct);
    }
}
