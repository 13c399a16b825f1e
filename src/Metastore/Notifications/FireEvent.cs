using Metastore.Names;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Notifications;

/// <summary>What clients tell of the data of a table: files that were written, or that everybody shall look anew (<c>HMSHandler.fire_listener_event</c>).</summary>
internal sealed class FireEvent(Db db, EventWriter events)
{
    /// <summary>The numbers of the events, which Impala knows its own ones by; none where notifications are off.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table or partition: undeclared, as in Hive.</exception>
    public Task<FireEventResponse> RunAsync(FireEventRequest? request, CancellationToken ct)
    {
        var given = request ?? throw Errors.Internal();
        var name = TableName.From(given.CatName, given.DbName, given.TableName);
        return events.IsOn
            ? db.InTransactionAsync(tx => RunAsync(tx, name, given, ct), ct)
            : db.ReadAsync(async tx => await TableStore.FindAsync(tx, name, ct) is null ? throw Errors.NoSuchTable(name) : new FireEventResponse(), ct);
    }

    private async Task<FireEventResponse> RunAsync(Tx tx, TableName name, FireEventRequest request, CancellationToken ct)
    {
        var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchTable(name);
        var table = row.ToTable();
        foreach (var (key, value) in request.TblParams ?? [])
        {
            table.Parameters!.TryAdd(key, value);
        }

        var added = request.Data switch
        {
            { InsertData: { } one } => await InsertAsync(tx, table, [one], request.PartitionVals, ct),
            { InsertDatas: { } many } => await InsertAsync(tx, table, many, request.PartitionVals, ct),
            { __isset.refreshEvent: true } reload => await ReloadAsync(tx, table, request, reload.RefreshEvent, ct),
            _ => throw Errors.Internal(),
        };
        var numbers = await EventNumbering.NumberAllAsync(tx, ct);
        return new() { EventIds = added.ConvertAll(id => numbers[id]) };
    }

    private async Task<List<long>> InsertAsync(Tx tx, Table table, List<InsertEventRequestData> data, List<string>? values, CancellationToken ct)
    {
        var partitions = await TouchedPartitions.FindAsync(tx, table, data.ConvertAll(insert => insert.PartitionVal is { Count: > 0 } own ? own : values ?? []), ct);
        return await events.InsertedAsync(tx, table, [.. partitions.Zip(data)], ct);
    }

    private async Task<List<long>> ReloadAsync(Tx tx, Table table, FireEventRequest request, bool isRefresh, CancellationToken ct)
    {
        var batch = request.BatchPartitionValsForRefresh is { Count: > 0 } many ? await TouchedPartitions.FindAsync(tx, table, many, ct) : null;
        var partition = (await TouchedPartitions.FindAsync(tx, table, [request.PartitionVals ?? []], ct))[0];
        return await events.ReloadedAsync(tx, table, partition, batch?.OfType<Partition>().ToList(), isRefresh, ct);
    }
}
