using System.Data;
using System.Data.Common;

namespace Metastore.Storage;

/// <summary>The ways to one kind of database: those to read, from the freshest on, and the one to write.</summary>
internal abstract class Connections : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>What the operator reads in the log: where the data is, without secrets.</summary>
    public abstract string Location { get; }

    /// <summary>The ways to read in the order in which they are tried; the first is strong.</summary>
    public abstract IReadOnlyList<ReadStep> ReadSteps { get; }

    /// <summary>How many reads there can be at once.</summary>
    public abstract int Readers { get; }

    /// <summary>Asks the server what it is. To be called once, before anything else.</summary>
    public virtual Task RecogniseAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Lends a connection that can write; fails soon when there is none, but waits for its turn.</summary>
    public abstract ValueTask<DbConnection> RentWriterAsync(CancellationToken ct);

    public abstract ValueTask ReturnWriterAsync(DbConnection connection);

    /// <summary>Whether the database can be away without a word.</summary>
    public virtual bool CanFallSilent => false;

    /// <summary>Changes nothing, and yet fails where nothing can be written. It does not wait for a writer.</summary>
    public abstract Task TouchAsync(CancellationToken ct);

    /// <summary>Starts a transaction that sees one state of the data: serializable, or a weaker one that is asked for and that the database has.</summary>
    public abstract ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, IsolationLevel isolation, CancellationToken ct);

    /// <summary>Commits, leaving <paramref name="token"/> behind where the outcome of a commit can be lost on its way back.</summary>
    public abstract Task CommitAsync(DbTransaction transaction, CommitToken token, CancellationToken left);

    /// <summary>Runs one statement outside of any transaction, for as long as it takes: DDL, where it commits the transaction that it finds open.</summary>
    public abstract Task ExecuteAloneAsync(string statement, CancellationToken ct);

    /// <summary>Whether a copy that answers older reads has seen what a client wrote.</summary>
    public virtual Task<bool> HasSeenAsync(ReadStep step, WriteMark mark, CancellationToken ct) => Task.FromResult(true);

    /// <summary>The database's own mark of what has been written up to now; null where time is enough.</summary>
    public virtual Task<string?> PositionAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    public abstract ValueTask DisposeAsync();
}
