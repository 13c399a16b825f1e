using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>The transactions' rows. In SQL text, states are 1 committed, 2 aborted, 3 open; the index of those not committed needs them literally.</summary>
internal static class TransactionStore
{
    /// <summary>The counter of transactions. Who opens one holds it until commit, so that no id is seen before a lower one.</summary>
    public const string Counter = "txns";

    /// <summary>Opens this many and returns the last one's id; those before it are the ids below.</summary>
    public static async Task<long> OpenAsync(Tx tx, int count, OpenTxnRequest request, CancellationToken ct)
    {
        var last = await Counters.AddAsync(tx, Counter, count, ct);
        await tx.ExecuteAsync(
            """
            WITH RECURSIVE opened (id) AS (SELECT @first UNION ALL SELECT id + 1 FROM opened WHERE id < @last)
            INSERT INTO txns (id, state, type, started, heartbeat, least_open, user_name, host)
            SELECT id, 3, @type, @now, @now, COALESCE((SELECT MIN(t.id) FROM txns t WHERE t.state <> 1 AND t.state = 3), @first), @user, @host
            FROM opened
            """,
            new { first = last - count + 1, last, type = (long)request.Txn_type, now = tx.NowMillis, user = request.User, host = request.Hostname },
            ct);
        return last;
    }

    /// <summary>All that are not committed, and the highest id, at one moment.</summary>
    public static async Task<OpenTransactionList> ListAsync(Tx tx, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<TransactionRow>(
            """
            SELECT id, state, type, started, heartbeat, user_name, host FROM txns WHERE state <> 1
            UNION ALL
            SELECT COALESCE(MAX(id), 0), 0, 0, 0, 0, '', '' FROM txns
            ORDER BY 1
            """,
            null,
            ct);
        return new(rows.Find(row => row.State == 0)!.Id, rows.FindAll(row => row.State != 0));
    }

    /// <summary>The state of a transaction; null if there is none of that id, any more.</summary>
    public static Task<TxnState?> FindStateAsync(Tx tx, long id, CancellationToken ct) => tx.SingleOrDefaultAsync(
        "SELECT state FROM txns WHERE id = @id", new { id }, static reader => (TxnState?)reader.GetInt64(0), ct);

    /// <summary>Id, state and heartbeat of those there are in a range, by id.</summary>
    public static Task<List<TransactionRow>> ListAsync(Tx tx, long least, long most, CancellationToken ct) => tx.QueryAsync<TransactionRow>(
        "SELECT id, state, heartbeat FROM txns WHERE id BETWEEN @least AND @most ORDER BY id", new { least, most }, ct);

    /// <summary>Id, state and type of those there are in a list, by id.</summary>
    public static Task<List<TransactionRow>> ListAsync(Tx tx, IEnumerable<long> ids, CancellationToken ct) => tx.QueryAsync<TransactionRow>(
        $"SELECT id, state, type FROM txns WHERE id {tx.Dialect.AnyOf("ids")} ORDER BY id", new { ids = tx.Dialect.List(ids) }, ct);

    /// <summary>Notes a sign of life of all that are open in a range, and returns how many these are.</summary>
    public static Task<int> HeartbeatAsync(Tx tx, long least, long most, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE txns SET heartbeat = @now WHERE id BETWEEN @least AND @most AND state = 3", new { least, most, now = tx.NowMillis }, ct);

    /// <summary>Commits and returns the type; null if it is not open.</summary>
    public static Task<TxnType?> CommitAsync(Tx tx, long id, CancellationToken ct) => tx.SingleOrDefaultAsync(
        "UPDATE txns SET state = 1, heartbeat = @now WHERE id = @id AND state = 3 RETURNING type",
        new { id, now = tx.NowMillis },
        static reader => (TxnType?)reader.GetInt64(0),
        ct);

    /// <summary>Takes back a commit of this unit of work: the transaction is aborted.</summary>
    public static Task RefuseAsync(Tx tx, long id, CancellationToken ct) => tx.ExecuteAsync("UPDATE txns SET state = 2 WHERE id = @id", new { id }, ct);

    /// <summary>Aborts those of a list that are open, and returns these, id, state and type, in any order.</summary>
    public static Task<List<TransactionRow>> AbortAsync(Tx tx, IEnumerable<long> ids, CancellationToken ct) => tx.QueryAsync<TransactionRow>(
        $"UPDATE txns SET state = 2 WHERE id {tx.Dialect.AnyOf("ids")} AND state = 3 RETURNING id, state, type", new { ids = tx.Dialect.List(ids) }, ct);

    /// <summary>The highest id. Written, since who only reads it may commit after somebody opened one and, seeing this one open, counts it as later.</summary>
    public static Task<long> HoldHighestAsync(Tx tx, CancellationToken ct) => tx.SingleOrDefaultAsync<long>(
        "UPDATE counters SET value = value WHERE name = @name RETURNING value", new { name = Counter }, ct);

    /// <summary>Gives out ids from <paramref name="next"/> on; false if that one has been given out.</summary>
    public static async Task<bool> SeedAsync(Tx tx, long next, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO counters (name, value)
        VALUES (@name, @last)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        WHERE counters.value < excluded.value
        """,
        new { name = Counter, last = next - 1 },
        ct) == 1;

    /// <summary>The transactions that stand for those of another metastore, by their ids there.</summary>
    public static async Task<List<long>> ListReplayedAsync(Tx tx, string policy, IEnumerable<long> sources, CancellationToken ct) => await tx.QueryAsync<long>(
        $"SELECT txn_id FROM replayed_txns WHERE policy = @policy AND source_id {tx.Dialect.AnyOf("sources")} ORDER BY source_id",
        new { policy, sources = tx.Dialect.List(sources) },
        ct);

    /// <summary>All transactions that stand for those of another metastore under a policy, by their ids there.</summary>
    public static Task<List<ReplayedRow>> ListReplayedAsync(Tx tx, string policy, CancellationToken ct) => tx.QueryAsync<ReplayedRow>(
        "SELECT source_id, txn_id FROM replayed_txns WHERE policy = @policy ORDER BY source_id", new { policy }, ct);

    public static Task AddReplayedAsync(Tx tx, string policy, List<long> sources, List<long> ids, CancellationToken ct) => tx.ExecuteManyAsync(
        $"INSERT INTO replayed_txns (policy, source_id, txn_id) {tx.Dialect.Rows("policy", "source", "txn")}",
        ct,
        ("policy", sources.ConvertAll(_ => policy).ToArray()),
        ("source", sources.ToArray()),
        ("txn", ids.ToArray()));

    public static Task DeleteReplayedAsync(Tx tx, string policy, long source, CancellationToken ct) => tx.ExecuteAsync(
        "DELETE FROM replayed_txns WHERE policy = @policy AND source_id = @source", new { policy, source }, ct);
}
