using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Metastore.Storage;

/// <summary>One unit of work: a connection, a transaction if it writes, and one time. Handed to stores, never kept.</summary>
internal sealed class Tx(DbConnection connection, DbTransaction? transaction, ReadStep? step, Dialect dialect, DateTimeOffset now, int commandTimeout)
{
    // SQLite's commands are part of whatever is open on their connection.
    private readonly DbTransaction? _transaction = transaction is SqliteUnit ? null : transaction;
    private List<(int Files, Action Action)>? _afterCommit;
    private List<(int Files, Action Action)>? _afterRollback;

    /// <summary>The time of this unit of work, in seconds since 1970, as Hive's structs carry it.</summary>
    public int Now { get; } = (int)now.ToUnixTimeSeconds();

    /// <summary>The time of this unit of work, in milliseconds since 1970.</summary>
    public long NowMillis { get; } = now.ToUnixTimeMilliseconds();

    /// <summary>Cancelled when nobody waits for this unit of work any more, and its connection is wanted back.</summary>
    internal CancellationToken Left { get; init; }

    /// <summary>The words of the database this runs on.</summary>
    public Dialect Dialect => dialect;

    /// <summary>Whether answers may be old.</summary>
    public bool IsStale => step is { IsStale: true };

    /// <summary>Whether this can only look up single keys: no lists, no subqueries.</summary>
    public bool TakesOnlyKeys => step is { OnlyKeys: true };

    /// <summary>Rows that outlive the unit of work, by who holds them and how they end; null in the usual case.</summary>
    internal (Held Held, Func<ValueTask> End)? Kept { get; private set; }

    /// <summary>What is still under way on the connection though nobody waits for it; null in the usual case.</summary>
    internal Task? Abandoned { get; private set; }

    /// <summary>The only row, or null.</summary>
    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        SingleOrDefaultAsync<T>(sql, arguments, static reader => ParserOf<T>(reader)(reader), ct);

    /// <summary>The only row, or null; read by hand, where that is done often.</summary>
    public async Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, Func<DbDataReader, T?> parse, CancellationToken ct)
    {
        await using var rows = await OpenAsync(sql, arguments, ct);
        if (!await rows.NextAsync(ct))
        {
            return default;
        }

        var row = parse(rows.Reader);
        return await rows.NextAsync(ct) ? throw new System.InvalidOperationException("One row was expected, and more were found") : row;
    }

    /// <summary>All rows, in the statement's order.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken ct)
    {
        await using var rows = await ReadAsync(sql, arguments, ct);
        var parse = ParserOf<T>(rows.Reader);
        var list = new List<T>();
        while (await rows.NextAsync(ct))
        {
            list.Add(parse(rows.Reader)!);
        }

        return list;
    }

    /// <summary>Rows that are too many to hold; the caller disposes them.</summary>
    public Task<Rows> ReadAsync(string sql, object? arguments, CancellationToken ct) =>
        step is { OnlyKeys: true } ? throw new StepUnsuitedException($"A {step.Name} read looks up single keys only") : OpenAsync(sql, arguments, ct);

    /// <summary>Runs a statement and returns how many rows it touched.</summary>
    public async Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var command = Command(sql, arguments);
        await PrepareAsync(command);
        var touched = await command.ExecuteNonQueryAsync(Left);
        Return(command);
        return touched;
    }

    /// <summary>Runs an UPDATE that may give a row another key; where someone took it since it was looked for, the whole unit of work runs again, and finds it.</summary>
    public async Task<int> RenameAsync(string sql, object? arguments, CancellationToken ct)
    {
        try
        {
            return await ExecuteAsync(sql, arguments, ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new RolledBackException(error);
        }
    }

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
        command.Transaction = _transaction;
        command.CommandTimeout = commandTimeout;
        var parameters = Array.ConvertAll(columns, column => AddParameter(command, column.Name, column.Values));
        if (dialect.TakesArrays)
        {
            return await command.ExecuteNonQueryAsync(Left);
        }

        var touched = 0;
        for (var row = 0; row < columns[0].Values.Length; row++)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Length; i++)
            {
                parameters[i].Value = columns[i].Values.GetValue(row) ?? DBNull.Value;
            }

            touched += await command.ExecuteNonQueryAsync(Left);
        }

        return touched;
    }

    /// <summary>Runs the action on so many files once the transaction has been committed, for what can't be taken back.</summary>
    public void AfterCommit(int files, Action action) => (_afterCommit ??= []).Add((files, action));

    /// <summary>Runs the action on a file if the transaction does not commit, to take back what was done outside of it.</summary>
    public void AfterRollback(Action action) => (_afterRollback ??= []).Add((1, action));

    internal Task RunAfterCommitAsync() => RunAsync(_afterCommit);

    internal Task RunAfterRollbackAsync() => RunAsync(_afterRollback);

    /// <summary>Waits as long as this step has. It stops waiting rather than cancel: cancelling opens a connection to a database that is in trouble.</summary>
    internal async Task<T> WaitAsync<T>(Task<T> task, CancellationToken ct)
    {
        if (step?.Deadline is not { } deadline)
        {
            return await task;
        }

        try
        {
            return await task.WaitAsync(deadline, ct);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new StepOverdueException($"answer to a {step.Name} read", deadline);
        }
    }

    internal void Keep(Held held, Func<ValueTask> end) => Kept = (held, end);

    /// <summary>Lets a task end alone, and what it used go with it.</summary>
    internal void Abandon(Task task, IAsyncDisposable used) => Abandoned = EndAsync(task, used);

    /// <summary>Takes back a command that has run.</summary>
    internal void Return(DbCommand command)
    {
        if (connection is CachingSqliteConnection caching)
        {
            caching.Return(command);
        }
        else
        {
            command.Dispose();
        }
    }

    // A single text or binary needs no parser made for it.
    private static Func<DbDataReader, T?> ParserOf<T>(DbDataReader reader)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(byte[]))
        {
            return static row => row.IsDBNull(0) ? default : row.GetFieldValue<T>(0);
        }

        var parse = reader.GetRowParser(typeof(T));
        return row => As<T>(parse(row));
    }

    // The databases differ in how wide they make a number.
    private static T? As<T>(object? value) => value switch
    {
        null => default,
        T row => row,
        _ => (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture),
    };

    private static Task RunAsync(List<(int Files, Action Action)>? actions) =>
        actions is null ? Task.CompletedTask : OwnThread.RunAsync(actions.Sum(each => (long)each.Files), () => actions.ForEach(each => each.Action()));

    private static async Task EndAsync(Task task, IAsyncDisposable used)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await used.DisposeAsync();
    }

    private static DbParameter AddParameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private async Task<Rows> OpenAsync(string sql, object? arguments, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var command = Command(AsOfSystemTime.In(sql, step?.AsOf), arguments);
        var opening = StartAsync(command);
        try
        {
            return new Rows(await WaitAsync(opening, ct), this, command);
        }
        catch (Exception) when (!opening.IsCompleted)
        {
            Abandon(opening, command);
            throw;
        }
    }

    private async Task<DbDataReader> StartAsync(DbCommand command)
    {
        await PrepareAsync(command);
        return await command.ExecuteReaderAsync(Left);
    }

    private Task PrepareAsync(DbCommand command) =>
        dialect.PreparesExplicitly && command.Parameters.Count > 0 ? command.PrepareAsync(Left) : Task.CompletedTask;

    private DbCommand Command(string sql, object? arguments)
    {
        DbCommand command;
        if (connection is CachingSqliteConnection caching)
        {
            command = caching.Rent(sql);
        }
        else
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
        }

        command.Transaction = _transaction;
        command.CommandTimeout = commandTimeout;
        Parameters.Bind(command, arguments);
        return command;
    }
}
