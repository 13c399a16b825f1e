using Metastore.Names;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>What open transactions write, kept until it is too old: replication asks for it once it has read that a transaction was committed.</summary>
internal sealed class WriteNotifications(Db db, EventWriter events)
{
    /// <exception cref="NoSuchObjectException">There is no such table or partition: undeclared, as in Hive.</exception>
    /// <remarks>Hive <c>HMSHandler.add_write_notification_log</c>.</remarks>
    public async Task<WriteNotificationLogResponse> AddAsync(WriteNotificationLogRequest? request, CancellationToken ct)
    {
        var given = request ?? throw Errors.Internal();
        await AddAsync(TableName.From(null, given.Db, given.Table), [given], ct);
        return new();
    }

    /// <summary>The same for several partitions of a table.</summary>
    /// <inheritdoc cref="AddAsync(WriteNotificationLogRequest?, CancellationToken)"/>
    public async Task<WriteNotificationLogBatchResponse> AddAsync(WriteNotificationLogBatchRequest? request, CancellationToken ct)
    {
        var given = request ?? throw Errors.Internal();
        await AddAsync(TableName.From(given.Catalog, given.Db, given.Table), given.RequestList ?? [], ct);
        return new();
    }

    /// <summary>What a transaction has written, by database and table; <c>*</c> and null are all of them.</summary>
    /// <remarks>Hive <c>HMSHandler.get_all_write_event_info</c>.</remarks>
    public async Task<List<WriteEventInfo>> ListAsync(GetAllWriteEventInfoRequest? request, CancellationToken ct)
    {
        var given = request ?? throw Errors.Internal();
        var rows = await db.ReadAsync(tx => WriteNotificationStore.ListAsync(tx, given.TxnId, Normal(given.DbName), Normal(given.TableName), ct), ct);
        return rows.ConvertAll(row => row.ToInfo());
    }

    private static string? Normal(string? name) => name is null or "*" ? null : Identifier.Normalize(name);

    private Task AddAsync(TableName name, List<WriteNotificationLogRequest> requests, CancellationToken ct) => events.IsOn
        ? db.InTransactionAsync(tx => AddAsync(tx, name, requests, ct), ct)
        : db.ReadAsync(tx => FindAsync(tx, name, requests, ct), ct);

    private static Task<(Table Table, List<Partition?> Partitions)> FindAsync(Tx tx, TableName name, List<WriteNotificationLogRequest> requests, CancellationToken ct) =>
        TouchedPartitions.FindAsync(tx, name, requests.ConvertAll(request => request.PartitionVals ?? []), ct);

    private static async Task AddAsync(Tx tx, TableName name, List<WriteNotificationLogRequest> requests, CancellationToken ct)
    {
        var (table, partitions) = await FindAsync(tx, name, requests, ct);
        var text = ThriftJson.Write(table);
        var rows = requests.Zip(partitions, (request, partition) => new WriteNotificationRow
        {
            TxnId = request.TxnId,
            Database = name.Database,
            TableName = name.Table,
            PartitionName = partition is null ? "" : PartitionName.Make(table.PartitionKeys ?? [], partition.Values!),
            WriteId = request.WriteId,
            TableObject = text,
            PartitionObject = partition is null ? null : ThriftJson.Write(partition),
            Files = string.Join(WriteNotificationRow.Separator, request.FileInfo is { } data ? InsertedFiles.Of(data) : []),
            At = tx.Now,
        });

        // What is told twice in one call is one row.
        await WriteNotificationStore.PutAsync(tx, [.. rows.GroupBy(one => (one.TxnId, one.PartitionName)).Select(Joined)], ct);
    }

    private static WriteNotificationRow Joined(IEnumerable<WriteNotificationRow> rows) =>
        rows.Last() with { Files = string.Join(WriteNotificationRow.Separator, rows.Select(row => row.Files).Distinct()) };
}
