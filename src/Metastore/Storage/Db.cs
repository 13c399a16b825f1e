namespace Metastore.Storage;

/// <summary>Opens units of work. Services call it; a store is handed the <see cref="Tx"/>.</summary>
internal sealed class Db(ReadLadder ladder, Writer writer)
{
    /// <summary>Runs statements that only read, without a transaction around them; run again in another way when the database doesn't answer.</summary>
    /// <exception cref="MetaException">The database is away, and no older answer can be had.</exception>
    public Task<T> ReadAsync<T>(Func<Tx, Task<T>> read, CancellationToken ct) => ladder.ReadAsync(read, ct);

    /// <summary>Runs a write as one serializable transaction; run again as a whole when the database says that it rolled it back.</summary>
    /// <exception cref="MetaException">The database takes no writes now, or the write's outcome can't be learnt.</exception>
    public Task<T> InTransactionAsync<T>(Func<Tx, Task<T>> write, CancellationToken ct) => writer.WriteAsync(write, ct);

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<Tx, Task> write, CancellationToken ct) =>
        InTransactionAsync(
            async tx =>
            {
                await write(tx);
                return true;
            },
            ct);
}
