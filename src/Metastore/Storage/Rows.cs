using System.Data.Common;

namespace Metastore.Storage;

/// <summary>The rows of one statement as they arrive. The caller disposes it before the next statement.</summary>
internal sealed class Rows(DbDataReader reader, Tx tx, DbCommand command) : IAsyncDisposable
{
    private bool _isAbandoned;
    private bool _isKept;

    /// <summary>The current row.</summary>
    public DbDataReader Reader => reader;

    /// <summary>Goes to the next row; false behind the last.</summary>
    public ValueTask<bool> NextAsync(CancellationToken ct)
    {
        // Most rows have arrived with the one before.
        var next = reader.ReadAsync(CancellationToken.None);
        return next.IsCompletedSuccessfully ? new(next.Result) : WaitAsync(next, ct);
    }

    /// <summary>Lets the rows outlive the unit of work; the last that it does with them. They and its connection are given back with the rest of what is held.</summary>
    public void Keep(Held held)
    {
        _isKept = true;
        tx.Keep(held, EndAsync);
    }

    public ValueTask DisposeAsync() => _isKept ? default : EndAsync();

    private async ValueTask<bool> WaitAsync(Task<bool> next, CancellationToken ct)
    {
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

    private async ValueTask EndAsync()
    {
        if (!_isAbandoned)
        {
            await reader.DisposeAsync();
            tx.Return(command);
        }
    }
}
