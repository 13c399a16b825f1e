using System.Data.Common;
using Microsoft.Extensions.Options;
using Polly;

namespace Metastore.Storage;

/// <summary>Opens units of work. Services call it; a store is handed the <see cref="Tx"/>.</summary>
internal sealed class Db(Connections connections, TimeProvider time, IOptions<StorageOptions> options)
{
    private readonly ResiliencePipeline _retry = Retry.Pipeline(options.Value.WriteRetries);
    private readonly int _commandTimeout = options.Value.CommandTimeoutSeconds;

    /// <summary>Runs statements that only read, without a transaction around them.</summary>
    public async Task<T> ReadAsync<T>(Func<Tx, Task<T>> read, CancellationToken ct)
    {
        var connection = await connections.RentReaderAsync(ct);
        try
        {
            return await read(new Tx(connection, null, connections.Dialect, time.GetUtcNow(), _commandTimeout));
        }
        finally
        {
            await connections.ReturnReaderAsync(connection);
        }
    }

    /// <summary>Runs a write as one serializable transaction; run again as a whole when the database says that it rolled it back.</summary>
    public Task<T> InTransactionAsync<T>(Func<Tx, Task<T>> write, CancellationToken ct) =>
        _retry.ExecuteAsync(token => new ValueTask<T>(OnceAsync(write, token)), ct).AsTask();

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<Tx, Task> write, CancellationToken ct) =>
        InTransactionAsync(
            async tx =>
            {
                await write(tx);
                return true;
            },
            ct);

    private async Task<T> OnceAsync<T>(Func<Tx, Task<T>> write, CancellationToken ct)
    {
        var connection = await connections.RentWriterAsync(ct);
        Tx tx;
        T result;
        try
        {
            await using var transaction = await connections.BeginWriteAsync(connection, ct);
            tx = new Tx(connection, transaction, connections.Dialect, time.GetUtcNow(), _commandTimeout);
            result = await RunAsync(tx, transaction, write, ct);
        }
        finally
        {
            await connections.ReturnWriterAsync(connection);
        }

        tx.RunAfterCommit();
        return result;
    }

    private static async Task<T> RunAsync<T>(Tx tx, DbTransaction transaction, Func<Tx, Task<T>> write, CancellationToken ct)
    {
        try
        {
            var result = await write(tx);
            await transaction.CommitAsync(ct);
            return result;
        }
        catch
        {
            tx.RunAfterRollback();
            throw;
        }
    }
}
