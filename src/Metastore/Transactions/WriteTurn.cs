using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>
/// Writes of transactions and locks, one at a time in this process: in tables this small the database finds that any two are in each other's way,
/// and rolls one back. Those of other servers are told apart by the database.
/// </summary>
internal sealed class WriteTurn(Db db) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<T> RunAsync<T>(Func<Tx, Task<T>> write, CancellationToken ct)
    {
        if (db.HasOneWriter)
        {
            return await db.InTransactionAsync(write, ct);
        }

        await _turn.WaitAsync(ct);
        try
        {
            return await db.InTransactionAsync(write, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task RunAsync(Func<Tx, Task> write, CancellationToken ct) => RunAsync(Db.Returning(write), ct);

    public void Dispose() => _turn.Dispose();
}
