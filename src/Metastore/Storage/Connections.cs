using System.Data.Common;

namespace Metastore.Storage;

/// <summary>Lends connections to one kind of database: readers that may run side by side, and writers.</summary>
internal abstract class Connections : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>What the operator reads in the log: where the data is, without secrets.</summary>
    public abstract string Location { get; }

    public abstract ValueTask<DbConnection> RentReaderAsync(CancellationToken ct);

    public abstract ValueTask<DbConnection> RentWriterAsync(CancellationToken ct);

    public abstract ValueTask ReturnReaderAsync(DbConnection connection);

    public abstract ValueTask ReturnWriterAsync(DbConnection connection);

    /// <summary>Starts a transaction that sees and keeps one state of the data.</summary>
    public abstract ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
