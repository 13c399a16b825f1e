using System.Data;
using System.Data.Common;
using Metastore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Metastore.Storage;

/// <summary>A PostgreSQL server with or without hot standbys, or a CockroachDB cluster speaking its protocol.</summary>
internal sealed partial class PostgresConnections : Connections
{
    // A position that no copy reaches: the client reads from the primary.
    private const string Never = "FFFFFFFF/FFFFFFFF";

    private readonly NpgsqlDataSource _strong;
    private readonly NpgsqlDataSource _stale;
    private readonly NpgsqlDataSource _writer;
    private readonly NpgsqlDataSource _touch;
    private readonly NpgsqlDataSource _schema;
    private readonly SemaphoreSlim _writersFree;
    private readonly TimeSpan _writerDeadline;
    private readonly bool _hasStandbys;
    private readonly ReadOptions _reads;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _isCockroach;
    private ReadStep[] _steps;
    private Task _filling = Task.CompletedTask;
    private Task _touching = Task.CompletedTask;

    public PostgresConnections(IOptions<StorageOptions> storage, IOptions<ReadOptions> reads, TimeProvider time, ILoggerFactory loggers)
    {
        (_reads, _time, _writerDeadline) = (reads.Value, time, storage.Value.WriterDeadline);
        _logger = loggers.CreateLogger<PostgresConnections>();
        var builder = new NpgsqlConnectionStringBuilder(storage.Value.ConnectionString);
        _hasStandbys = PostgresSources.HasStandbys(builder);
        _strong = PostgresSources.Create(storage.Value, "reads", TargetSessionAttributes.ReadWrite, loggers);
        _stale = PostgresSources.Create(storage.Value, PostgresSources.Stale, TargetSessionAttributes.PreferStandby, loggers);
        _writer = PostgresSources.CreateForWrites(storage.Value, loggers);
        _writersFree = new SemaphoreSlim(PostgresSources.MaxPoolSize(_writer));
        _touch = PostgresSources.CreateForTouch(storage.Value, WriterWatch.Patience, loggers);
        _schema = PostgresSources.CreateForSchema(storage.Value, loggers);
        Location = $"{builder.Host}:{builder.Port}/{builder.Database}";
        _isCockroach = storage.Value.Provider == StorageProvider.Cockroach;
        _steps = Steps();
        Readers = PostgresSources.MaxPoolSize(_strong);
    }

    public override Dialect Dialect => _isCockroach ? Dialect.Cockroach : Dialect.Postgres;

    public override string Location { get; }

    public override IReadOnlyList<ReadStep> ReadSteps => _steps;

    public override int Readers { get; }

    public override async Task RecogniseAsync(CancellationToken ct)
    {
        var version = await VersionAsync(ct);
        _isCockroach = version.Contains("CockroachDB", StringComparison.Ordinal);
        _steps = Steps();
        LogRecognised(version);
        _filling = _steps.Length > 1 ? Task.WhenAll(FillAsync(_touch), FillAsync(_strong), FillAsync(_stale), FillAsync(_writer)) : FillAsync(_touch);
    }

    public override bool CanFallSilent => true;

    // The wait for one's turn is not the pool's, whose timeout would look as if the database were away.
    public override async ValueTask<DbConnection> RentWriterAsync(CancellationToken ct)
    {
        await _writersFree.WaitAsync(ct);
        try
        {
            return await Opening.WaitAsync(RentAsync(_writer, ct), "writes", _writerDeadline, ReturnAsync, ct, IsThereAsync);
        }
        catch
        {
            _writersFree.Release();
            throw;
        }
    }

    public override async ValueTask ReturnWriterAsync(DbConnection connection)
    {
        await connection.DisposeAsync();
        _writersFree.Release();
    }

    // Npgsql's default asks for READ COMMITTED, which CockroachDB honours; its own serializable transactions remember spans, not pages.
    public override async ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, IsolationLevel isolation, CancellationToken ct) =>
        await connection.BeginTransactionAsync(_isCockroach ? IsolationLevel.Serializable : isolation, ct);

    public override async Task CommitAsync(DbTransaction transaction, CommitToken token, CancellationToken left)
    {
        await using var batch = ((NpgsqlConnection)transaction.Connection!).CreateBatch();
        batch.BatchCommands.Add(CommitTokenStore.Add(token));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync(left);
    }

    // All who ask at once share one answer: many writes that wait must not queue for the one connection and take that for silence.
    public override Task TouchAsync(CancellationToken ct)
    {
        lock (_touch)
        {
            if (_touching.IsCompleted)
            {
                _touching = TouchOnceAsync();
            }

            return _touching.WaitAsync(ct);
        }
    }

    public override async Task ExecuteAloneAsync(string statement, CancellationToken ct)
    {
        await using var command = _schema.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task<string?> PositionAsync(CancellationToken ct)
    {
        if (!_hasStandbys || _isCockroach)
        {
            return null;
        }

        try
        {
            await using var command = _writer.CreateCommand("SELECT pg_current_wal_insert_lsn()::text");
            return (string?)await command.ExecuteScalarAsync(ct);
        }
        catch (NpgsqlException)
        {
            return Never;
        }
    }

    public override async Task<bool> HasSeenAsync(ReadStep step, WriteMark mark, CancellationToken ct)
    {
        if (mark.Position is not { } position)
        {
            return _time.GetElapsedTime(mark.Timestamp) > _reads.Age;
        }

        await using var command = _stale.CreateCommand("SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= $1::pg_lsn");
        command.Parameters.AddWithValue(position);
        return (bool)(await command.ExecuteScalarAsync(CancellationToken.None).WaitAsync(_reads.StaleDeadline, ct))!;
    }

    public override async ValueTask DisposeAsync()
    {
        await _filling;
        await _strong.DisposeAsync();
        await _stale.DisposeAsync();
        await _writer.DisposeAsync();
        await _touch.DisposeAsync();
        await _schema.DisposeAsync();
        _writersFree.Dispose();
    }

    private async Task TouchOnceAsync()
    {
        await using var connection = await _touch.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable);
        await CommitTokenStore.TouchAsync(new Tx(connection, transaction, null, Dialect, _time.GetUtcNow(), (int)WriterWatch.Patience.TotalSeconds), CancellationToken.None);
    }

    private async Task<bool> IsThereAsync()
    {
        try
        {
            await TouchAsync(CancellationToken.None).WaitAsync(WriterWatch.Patience);
            return true;
        }
        catch (Exception error) when (Availability.IsLost(error))
        {
            return false;
        }
    }

    // A standby knows it as well, when there is no primary.
    private async Task<string> VersionAsync(CancellationToken ct)
    {
        try
        {
            return await VersionAsync(_strong, ct);
        }
        catch (Exception error) when (_hasStandbys && Availability.IsLost(error))
        {
            return await VersionAsync(_stale, ct);
        }
    }

    private static async Task<string> VersionAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT version()");
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private ReadStep[] Steps() =>
        _isCockroach ?
        [
            Step("strong", _strong, null, _reads.Deadline),
            Step("stale", _stale, $"AS OF SYSTEM TIME '{_reads.Staleness}'", _reads.StaleDeadline),
            Step("staler", _stale, $"AS OF SYSTEM TIME '{_reads.OlderStaleness}'", _reads.StaleDeadline),
            Step("bounded", _stale, $"AS OF SYSTEM TIME with_max_staleness('{_reads.MaxStaleness}')", _reads.StaleDeadline, onlyKeys: true),
        ]
        : _hasStandbys ? [Step("strong", _strong, null, _reads.Deadline), Step("stale", _stale, null, _reads.StaleDeadline)]
        : [new ReadStep { Name = "strong", Rent = ct => RentAsync(_strong, ct), Return = ReturnAsync }];

    private ReadStep Step(string name, NpgsqlDataSource source, string? asOf, TimeSpan deadline, bool onlyKeys = false) => new()
    {
        Name = name,
        Rent = ct => RentAsync(source, ct),
        Return = ReturnAsync,
        AsOf = asOf,
        Deadline = deadline,
        IsStale = source == _stale,
        OnlyKeys = onlyKeys,
        Breaker = Breaker.Create(_reads.Pause, _time, LogBreaker, $"{name} reads"),
    };

    // Logging in is slow, or impossible, just when the database is in trouble.
    private static async Task FillAsync(NpgsqlDataSource source)
    {
        var size = new NpgsqlConnectionStringBuilder(source.ConnectionString).MinPoolSize;
        var opening = Enumerable.Range(0, size).Select(_ => source.OpenConnectionAsync().AsTask()).ToList();
        await ((Task)Task.WhenAll(opening)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var opened in opening.Where(task => task.IsCompletedSuccessfully))
        {
            await opened.Result.DisposeAsync();
        }
    }

    private static async ValueTask<DbConnection> RentAsync(NpgsqlDataSource source, CancellationToken ct) => await source.OpenConnectionAsync(ct);

    private static ValueTask ReturnAsync(DbConnection connection) => connection.DisposeAsync();

    [LoggerMessage(EventId = EventIds.DatabaseRecognised, Level = LogLevel.Debug, Message = "The database is {Version}")]
    private partial void LogRecognised(string version);

    [LoggerMessage(EventId = EventIds.BreakerChanged, Level = LogLevel.Warning, Message = "{Change}")]
    private partial void LogBreaker(string change);
}
