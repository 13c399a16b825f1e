using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Metastore.Storage;

/// <summary>
/// SQLite's only writer. Writes take turns on one connection. One that is done while others wait leaves its transaction to them: the last one commits
/// for all, so that the disk is waited for once, and each is acknowledged after that. Of a group, all but the first are savepoints, and can fail alone.
/// </summary>
internal sealed class SqliteWriter(Func<CachingSqliteConnection> open) : IAsyncDisposable
{
    private const int MostWrites = 64;
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(20);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<TaskCompletionSource> _group = [];
    private CachingSqliteConnection? _connection;
    private long _begun;
    private int _waiting;

    /// <summary>Whether it is some write's turn.</summary>
    public bool IsBusy => _turn.CurrentCount == 0;

    /// <summary>Waits for a turn, which <see cref="Begin"/> has to follow.</summary>
    public async ValueTask<DbConnection> TakeTurnAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _waiting);
        // Not cancelled: those before may have left their commit to this one.
        await _turn.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref _waiting);
        return InTurn(() =>
        {
            ct.ThrowIfCancellationRequested();
            return _connection ??= open();
        });
    }

    /// <summary>Starts the write whose turn it is. The write lock is taken before the first read, so that what was read still holds at commit.</summary>
    public DbTransaction Begin() => InTurn(() =>
    {
        if (_group.Count > 0)
        {
            Run("SAVEPOINT write");
        }
        else
        {
            Run("BEGIN IMMEDIATE");
            _begun = Stopwatch.GetTimestamp();
        }

        return new SqliteUnit(this, _connection!);
    });

    /// <summary>Ends the turn of a write that is done.</summary>
    public Task CommitAsync()
    {
        if (_group.Count > 0)
        {
            Run("RELEASE write");
        }

        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _group.Add(committed);
        EndTurn();
        return committed.Task;
    }

    /// <summary>Ends the turn of a write that has failed.</summary>
    public void RollBack()
    {
        try
        {
            if (_group.Count > 0)
            {
                Run("ROLLBACK TO write");
                Run("RELEASE write");
            }
            else
            {
                RollBackAll();
            }
        }
        catch (SqliteException error)
        {
            // Errors such as a full disk end the transaction, and with it what others have done in it.
            RollBackAll();
            EndGroup(new RolledBackException(error));
        }
        finally
        {
            EndTurn();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private T InTurn<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch
        {
            EndTurn();
            throw;
        }
    }

    private void EndTurn()
    {
        var isLast = Volatile.Read(ref _waiting) == 0 || _group.Count >= MostWrites || Stopwatch.GetElapsedTime(_begun) > LongestGroup;
        if (isLast && _group.Count > 0)
        {
            CommitGroup();
        }

        _turn.Release();
    }

    private void CommitGroup()
    {
        try
        {
            Run("COMMIT");
            EndGroup(null);
        }
        catch (SqliteException error)
        {
            RollBackAll();
            EndGroup(error);
        }
    }

    private void EndGroup(Exception? error)
    {
        foreach (var write in _group)
        {
            if (error is null)
            {
                write.SetResult();
            }
            else
            {
                write.SetException(error);
            }
        }

        _group.Clear();
    }

    private void RollBackAll()
    {
        try
        {
            if (raw.sqlite3_get_autocommit(_connection!.Handle) == 0)
            {
                Run("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // What is open goes with its connection.
            _connection!.Dispose();
            _connection = null;
        }
    }

    private void Run(string sql)
    {
        var command = _connection!.Rent(sql);
        command.ExecuteNonQuery();
        _connection.Return(command);
    }
}
