using System.Data;
using System.Data.Common;

namespace Metastore.Storage;

/// <summary>One write's turn on SQLite's writing connection: it ends with the commit, or is rolled back when this is disposed before.</summary>
internal sealed class SqliteUnit(SqliteWriter writer, DbConnection connection) : DbTransaction
{
    private bool _hasEnded;

    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    protected override DbConnection DbConnection => connection;

    /// <summary>Ends the turn. The task is done once the write is on the disk.</summary>
    public override Task CommitAsync(CancellationToken cancellationToken = default)
    {
        var committed = writer.CommitAsync();
        _hasEnded = true;
        return committed;
    }

    public override void Commit() => CommitAsync().GetAwaiter().GetResult();

    public override void Rollback()
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            writer.RollBack();
        }
    }

    protected override void Dispose(bool disposing)
    {
        Rollback();
        base.Dispose(disposing);
    }
}
