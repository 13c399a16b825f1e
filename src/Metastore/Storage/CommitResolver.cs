using System.Data;
using Microsoft.Extensions.Options;

namespace Metastore.Storage;

/// <summary>Learns whether a commit whose answer was lost has happened.</summary>
internal sealed class CommitResolver(Connections connections, TimeProvider time, IOptions<StorageOptions> options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>True if it was committed; false if it was not and never will be; null if the database could not be asked in time.</summary>
    public async Task<bool?> WasCommittedAsync(CommitToken token, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (options.Value.CommitLookup - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            try
            {
                // The question may wait for a commit that is under way; then it ends without us.
                return await AskAsync(token, ct).WaitAsync(left, time, ct);
            }
            catch (Exception error) when (Availability.IsLost(error) || Availability.WasRolledBack(error) || Availability.WaitedForOthers(error))
            {
                await Task.Delay(Pause, time, ct);
            }
        }

        return null;
    }

    private async Task<bool> AskAsync(CommitToken token, CancellationToken ct)
    {
        var connection = await connections.RentWriterAsync(ct);
        try
        {
            await using var transaction = await connections.BeginWriteAsync(connection, IsolationLevel.Serializable, ct);
            var tx = new Tx(connection, transaction, null, connections.Dialect, time.GetUtcNow(), options.Value.CommandTimeoutSeconds);
            var wasCommitted = await CommitTokenStore.WasCommittedAsync(tx, token, ct);
            await transaction.CommitAsync(CancellationToken.None);
            return wasCommitted;
        }
        finally
        {
            await connections.ReturnWriterAsync(connection);
        }
    }
}
