using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Metastore.Storage;

/// <summary>A SQLite connection that keeps its prepared statements.</summary>
internal sealed class CachingSqliteConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    /// <summary>A command of this text, prepared if it ran before.</summary>
    public SqliteCommand Rent(string sql)
    {
        if (_idle.Remove(sql, out var command))
        {
            return command;
        }

        command = CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Keeps the command for its text's next run.</summary>
    public void Return(DbCommand command)
    {
        command.Transaction = null;
        if (!_idle.TryAdd(command.CommandText, (SqliteCommand)command))
        {
            command.Dispose();
        }
    }
}
