using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Metastore.Storage;

/// <summary>The rows of one statement as they arrive. The caller disposes it before the next statement.</summary>
internal sealed class Rows(DbDataReader reader, Tx tx, DbCommand command) : IAsyncDisposable
{
    private readonly byte[]?[] _bytes = new byte[reader.FieldCount][];
    private bool _isAbandoned;
    private bool _isKept;
    private StrongBox<long>? _progress;

    /// <summary>Which rows there are to be; all unless set.</summary>
    public Func<Rows, bool>? Filter { get; set; }

    /// <summary>The current row.</summary>
    public DbDataReader Reader => reader;

    /// <summary>The bytes of a column of the current row, of a text those of UTF-8; nothing for NULL. They are good until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        if (reader is SqliteDataReader sqlite)
        {
            return raw.sqlite3_column_blob(sqlite.Handle, column);
        }

        if (reader.IsDBNull(column))
        {
            return default;
        }

        var length = checked((int)reader.GetBytes(column, 0, null, 0, 0));
        ref var bytes = ref _bytes[column];
        if (bytes is null || bytes.Length < length)
        {
            bytes = new byte[length + (length / 2)];
        }

        reader.GetBytes(column, 0, bytes, 0, length);
        return bytes.AsSpan(0, length);
    }

    /// <summary>Goes to the next row; false behind the last.</summary>
    public ValueTask<bool> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            if (_progress is not null)
            {
                _progress.Value++;
            }

            // Most rows have arrived with the one before.
            var next = reader.ReadAsync(CancellationToken.None);
            if (!next.IsCompletedSuccessfully)
            {
                return WaitAsync(next, ct);
            }

            if (!next.Result || IsWanted())
            {
                return new(next.Result);
            }
        }
    }

    /// <summary>Lets the rows outlive the unit of work; the last that it does with them. They and its connection are given back with the rest of what is held.</summary>
    public void Keep(Held held)
    {
        _isKept = true;
        _progress = held.Progress;
        tx.Keep(held, EndAsync);
    }

    public ValueTask DisposeAsync() => _isKept ? default : EndAsync();

    private async ValueTask<bool> WaitAsync(Task<bool> next, CancellationToken ct)
    {
        try
        {
            if (!await tx.WaitAsync(next, ct))
            {
                return false;
            }
        }
        catch (Exception) when (!next.IsCompleted)
        {
            _isAbandoned = true;
            tx.Abandon(next, reader);
            throw;
        }

        return IsWanted() || await NextAsync(ct);
    }

    private bool IsWanted() => Filter?.Invoke(this) != false;

    private async ValueTask EndAsync()
    {
        if (!_isAbandoned)
        {
            await reader.DisposeAsync();
            tx.Return(command);
        }
    }
}
