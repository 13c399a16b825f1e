using Metastore.Notifications;
using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>The numbers that writes of a table have, and which of them a reader may see (<c>TxnHandler.allocateTableWriteIds</c>, <c>getValidWriteIds</c>).</summary>
internal sealed class WriteIds(Db db, WriteTurn turn, EventWriter events)
{
    /// <summary>Gives each transaction a write id on the table, ascending with the transactions, or tells the one that it has.</summary>
    /// <exception cref="Thrift.TApplicationException">One of them is not open, or only reads.</exception>
    public async Task<AllocateTableWriteIdsResponse> AllocateAsync(AllocateTableWriteIdsRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (database, table) = (request.DbName!.ToLowerInvariant(), request.TableName!.ToLowerInvariant());
        return new(await turn.RunAsync(
            tx => request.ReplPolicy is { } policy
                ? ReplayAsync(tx, database, table, policy, request.SrcTxnToWriteIdList ?? [], ct)
                : AllocateAsync(tx, database, table, request.TxnIds ?? [], request.Reallocate, ct),
            ct));
    }

    /// <summary>
    /// The write ids of tables that a reader must not see, for a reader with a list of transactions, or as of a write id, or as of now.
    /// </summary>
    /// <exception cref="Thrift.TApplicationException">A name is not that of a table in a database.</exception>
    public async Task<GetValidWriteIdsResponse> ValidAsync(GetValidWriteIdsRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var names = (request.FullTableNames ?? []).ConvertAll(Split);
        var (snapshot, rows) = await db.ReadFreshAsync(
            async tx => (await SnapshotAsync(tx, request, names, ct), (await WriteIdStore.ListAsync(tx, [.. names.Distinct()], ct)).ToLookup(row => (row.Database, row.TableName))), ct);
        return new([.. names.Select((name, i) => ValidWriteIds.Of(request.FullTableNames![i], [.. rows[name]], snapshot))]);
    }

    /// <summary>The highest write id given out on a table; 0 if there is none.</summary>
    public async Task<MaxAllocatedTableWriteIdResponse> MaxAsync(MaxAllocatedTableWriteIdRequest? request, CancellationToken ct) =>
        new(await db.ReadFreshAsync(tx => WriteIdStore.LastAsync(tx, request!.DbName!.ToLowerInvariant(), request.TableName!.ToLowerInvariant(), ct), ct));

    /// <summary>Has the write ids of a table begin after this one.</summary>
    /// <exception cref="MetaException">They have begun.</exception>
    public async Task SeedAsync(SeedTableWriteIdsRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (database, table) = (request.DbName!.ToLowerInvariant(), request.TableName!.ToLowerInvariant());
        if (!await turn.RunAsync(tx => WriteIdStore.SeedAsync(tx, database, table, request.SeedWriteId, 0, ct), ct))
        {
            throw Errors.Meta($"Table {database}.{table} has write ids already");
        }
    }

    /// <summary>The database and the table of a full name, in lower case.</summary>
    /// <exception cref="Thrift.TApplicationException">It is not one.</exception>
    public static (string Database, string Table) Split(string name)
    {
        var parts = name.ToLowerInvariant().Split('.');
        return parts.Length == 2 ? (parts[0], parts[1]) : throw Errors.Internal();
    }

    // The transactions are read first: one that begins after that is above the highest, and not seen.
    private static async Task<TransactionSnapshot> SnapshotAsync(Tx tx, GetValidWriteIdsRequest request, List<(string Database, string Table)> names, CancellationToken ct)
    {
        if (request.ValidTxnList is { } text)
        {
            return TransactionSnapshot.Parse(text);
        }

        var list = await TransactionStore.ListAsync(tx, ct);
        var reader = request.WriteId > 0 && names.Count > 0 ? await WriteIdStore.FindTransactionAsync(tx, names[0].Database, names[0].Table, request.WriteId, ct) : null;
        return TransactionSnapshot.Of(list, reader ?? 0);
    }

    private async Task<List<TxnToWriteId>> AllocateAsync(Tx tx, string database, string table, List<long> txns, bool again, CancellationToken ct)
    {
        var wanted = txns.Distinct().ToList();
        if (again)
        {
            await WriteIdStore.DeleteAsync(tx, database, table, wanted, ct);
        }

        var rows = await WriteIdStore.ListAllocatedAsync(tx, database, table, wanted, ct);
        if (rows.Count == 0 || rows.Count < wanted.Count || rows.Exists(row => row.State != TxnState.OPEN || row.Type == TxnType.READ_ONLY))
        {
            throw Errors.Internal();
        }

        var without = rows.FindAll(row => row.WriteId is null);
        if (without.Count == 0)
        {
            return rows.ConvertAll(row => new TxnToWriteId(row.Id, row.WriteId!.Value));
        }

        var last = await WriteIdStore.TakeAsync(tx, database, table, without.Count, ct);
        var given = without.Select((row, i) => new TxnToWriteId(row.Id, last - without.Count + 1 + i)).ToList();
        await WriteIdStore.AddAsync(tx, database, table, given, ct);
        await events.WriteIdsAllocatedAsync(tx, database, table, given, ct);
        return [.. rows.Where(row => row.WriteId is not null).Select(row => new TxnToWriteId(row.Id, row.WriteId!.Value)).Concat(given).OrderBy(id => id.TxnId)];
    }

    // The write ids are those of the other metastore, so that its files can be taken as they are.
    private async Task<List<TxnToWriteId>> ReplayAsync(Tx tx, string database, string table, string policy, List<TxnToWriteId> given, CancellationToken ct)
    {
        var sources = given.OrderBy(id => id.TxnId).ToList();
        var txns = await TransactionStore.ListReplayedAsync(tx, policy, sources.Select(id => id.TxnId), ct);
        if (txns.Count == 0 || txns.Count != sources.Count)
        {
            throw Errors.Internal();
        }

        var ids = txns.Select((txn, i) => new TxnToWriteId(txn, sources[i].WriteId)).ToList();
        var known = (await WriteIdStore.ListAllocatedAsync(tx, database, table, txns, ct)).Where(row => row.WriteId is not null).Select(row => row.Id).ToHashSet();
        await WriteIdStore.RaiseAsync(tx, database, table, ids.Max(id => id.WriteId), ct);
        var added = ids.FindAll(id => !known.Contains(id.TxnId));
        await WriteIdStore.AddAsync(tx, database, table, added, ct);
        if (added.Count > 0)
        {
            await events.WriteIdsAllocatedAsync(tx, database, table, added, ct);
        }

        return ids;
    }
}
