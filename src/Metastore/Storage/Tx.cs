using System.Data.Common;
using Dapper;

namespace Metastore.Storage;

/// <summary>One unit of work: a connection, a transaction if it writes, and one time. Handed to stores, never kept.</summary>
internal sealed class Tx(DbConnection connection, DbTransaction? transaction, Dialect dialect, DateTimeOffset now, int commandTimeout)
{
    private readonly List<Action> _afterCommit = [];
    private readonly List<Action> _afterRollback = [];

    /// <summary>The time of this unit of work, in seconds since 1970, as Hive's structs carry it.</summary>
    public int Now { get; } = (int)now.ToUnixTimeSeconds();

    /// <summary>The time of this unit of work, in milliseconds since 1970.</summary>
    public long NowMillis { get; } = now.ToUnixTimeMilliseconds();

    /// <summary>The words of the database this runs on.</summary>
    public Dialect Dialect => dialect;

    /// <summary>The only row, or null.</summary>
    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, arguments, ct));

    /// <summary>All rows, in the statement's order.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        (await connection.QueryAsync<T>(Command(sql, arguments, ct))).AsList();

    /// <summary>Runs a statement and returns how many rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken ct) =>
        connection.ExecuteAsync(Command(sql, arguments, ct));

    /// <summary>A reader over rows that are too many to hold; the caller disposes it.</summary>
    public Task<DbDataReader> ReadAsync(string sql, object? arguments, CancellationToken ct) =>
        connection.ExecuteReaderAsync(Command(sql, arguments, ct));

    /// <summary>
    /// Runs an INSERT over <see cref="Dialect.Rows"/> and returns how many rows it touched. Each column is an array; all are of one length.
    /// One statement where the database takes arrays, else one prepared statement repeated.
    /// </summary>
    public async Task<int> ExecuteManyAsync(string sql, CancellationToken ct, params (string Name, Array Values)[] columns)
    {
        if (columns[0].Values.Length == 0)
        {
            return 0;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.CommandTimeout = commandTimeout;
        var parameters = Array.ConvertAll(columns, column => AddParameter(command, column.Name, column.Values));
        if (dialect.TakesArrays)
        {
            return await command.ExecuteNonQueryAsync(ct);
        }

        var touched = 0;
        for (var row = 0; row < columns[0].Values.Length; row++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                parameters[i].Value = columns[i].Values.GetValue(row) ?? DBNull.Value;
            }

            touched += await command.ExecuteNonQueryAsync(ct);
        }

        return touched;
    }

    /// <summary>Runs the action once the transaction has been committed, for what can't be taken back.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Runs the action if the transaction does not commit, to take back what was done outside of it.</summary>
    public void AfterRollback(Action action) => _afterRollback.Add(action);

    internal void RunAfterCommit() => _afterCommit.ForEach(action => action());

    internal void RunAfterRollback() => _afterRollback.ForEach(action => action());

    private static DbParameter AddParameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private CommandDefinition Command(string sql, object? arguments, CancellationToken ct) =>
        new(sql, arguments, transaction, commandTimeout, cancellationToken: ct);
}
