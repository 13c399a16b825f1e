using System.Data;
using System.Runtime.CompilerServices;
using Metastore.Diagnostics;

namespace Metastore.Storage;

/// <summary>Opens units of work. Services call it; a store is handed the <see cref="Tx"/>.</summary>
internal sealed class Db(ReadLadder ladder, Writer writer, Connections connections) : IDisposable
{
    // The other half is for reads that end before their reply begins.
    private readonly SemaphoreSlim _heldReads = new(Math.Max(1, connections.Readers / 2));
    private readonly StrongBox<long> _progress = new();

    /// <summary>Runs statements that only read, without a transaction around them; run again in another way when the database doesn't answer.</summary>
    /// <exception cref="MetaException">The database is away, and no older answer can be had.</exception>
    public Task<T> ReadAsync<T>(Func<Tx, Task<T>> read, CancellationToken ct) => ladder.ReadAsync(read, ct);

    /// <summary>The same, never by an older answer: for what is out of date as soon as somebody else has written.</summary>
    /// <exception cref="MetaException">The database is away.</exception>
    public Task<T> ReadFreshAsync<T>(Func<Tx, Task<T>> read, CancellationToken ct) =>
        ladder.ReadAsync(tx => tx.IsStale ? throw new StepUnsuitedException("A fresh answer is asked for") : read(tx), ct);

    /// <summary>The same for rows that may be kept (<see cref="Rows.Keep"/>) until a reply has been written; few at once, the others wait.</summary>
    /// <exception cref="MetaException">The database is away, and no older answer can be had.</exception>
    /// <exception cref="BusyException">None of the others, whose clients may be slow, went on for too long.</exception>
    public async Task<T> ReadAsync<T>(Func<Tx, Task<T>> read, Held? held, CancellationToken ct)
    {
        if (held is not null)
        {
            await WaitAsync(held.Patience, ct);
            held.Progress = _progress;
            held.Add(() =>
            {
                _progress.Value++;
                _heldReads.Release();
                return default;
            });
        }

        return await ladder.ReadAsync(read, ct);
    }

    /// <summary>Whether writes come one after the other, so that none is in another's way.</summary>
    public bool HasOneWriter => !connections.Dialect.TakesArrays;

    /// <summary>Runs a write as one serializable transaction; run again as a whole when the database says that it rolled it back.</summary>
    /// <exception cref="MetaException">The database takes no writes now, or the write's outcome can't be learnt.</exception>
    public Task<T> InTransactionAsync<T>(Func<Tx, Task<T>> write, CancellationToken ct) => writer.WriteAsync(write, IsolationLevel.Serializable, ct);

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<Tx, Task> write, CancellationToken ct) => InTransactionAsync(Returning(write), ct);

    /// <summary>
    /// The same for writes that read many rows, on PostgreSQL as REPEATABLE READ: a serializable one remembers what it read by the page, and in the end by
    /// the table, so that such writes roll each other back whatever they touch. Every row that such a write rests on must be one that it changes.
    /// </summary>
    /// <exception cref="MetaException">The database takes no writes now, or the write's outcome can't be learnt.</exception>
    public Task<T> InSnapshotAsync<T>(Func<Tx, Task<T>> write, CancellationToken ct) => writer.WriteAsync(write, IsolationLevel.RepeatableRead, ct);

    /// <inheritdoc cref="InSnapshotAsync{T}"/>
    public Task InSnapshotAsync(Func<Tx, Task> write, CancellationToken ct) => InSnapshotAsync(Returning(write), ct);

    public void Dispose() => _heldReads.Dispose();

    /// <summary>The same write, with a result for those who want one.</summary>
    public static Func<Tx, Task<bool>> Returning(Func<Tx, Task> write) => async tx =>
    {
        await write(tx);
        return true;
    };

    // Who waits behind some that go on is not refused, who waits behind those that stand still is.
    private async Task WaitAsync(TimeSpan patience, CancellationToken ct)
    {
        long before;
        do
        {
            before = _progress.Value;
            if (await _heldReads.WaitAsync(patience, ct))
            {
                return;
            }
        }
        while (_progress.Value != before);
        MetastoreTelemetry.RefusedCalls.Add(1);
        throw new BusyException();
    }
}
