using System.Data.Common;

namespace Metastore.Storage;

/// <summary>The rows of one statement as they arrive. The caller disposes it before the next statement.</summary>
internal sealed class Rows(DbDataReader reader, Tx tx, DbCommand command) : IAsyncDisposable
{
    private bool _isAbandoned;

    /// <summary>The current row.</summary>
    public DbDataReader Reader => reader;

    /// <summary>Goes to the next row; false behind the last.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        var next = reader.ReadAsync(CancellationToken.None);
        if (next.IsCompleted)
        {
            return await next;
        }

        try
        {
            return await tx.WaitAsync(next, ct);
        }
        catch (Exception) when (!next.IsCompleted)
        {
            _isAbandoned = true;
            tx.Abandon(next, reader);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isAbandoned)
        {
            await reader.DisposeAsync();
            tx.Return(command);
        }
    }
}
