using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Metastore.Storage;

/// <summary>One writer, readers beside it: SQLite in WAL mode.</summary>
internal sealed class SqliteConnections : Connections
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _readersFree;
    private readonly ConcurrentBag<CachingSqliteConnection> _readers = [];
    private readonly SqliteWriter _writer;

    public SqliteConnections(StorageOptions options)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            ForeignKeys = true,
            DefaultTimeout = options.CommandTimeoutSeconds,
            Pooling = false,
        };
        Location = Path.GetFullPath(builder.DataSource);
        builder.DataSource = Location;
        _connectionString = builder.ToString();
        Readers = Math.Max(4, Environment.ProcessorCount * 2);
        _readersFree = new SemaphoreSlim(Readers);
        _writer = new SqliteWriter(Open);
        Directory.CreateDirectory(Path.GetDirectoryName(Location)!);
        ReadSteps = [new ReadStep { Name = "strong", Rent = RentReaderAsync, Return = ReturnReaderAsync }];
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override string Location { get; }

    public override IReadOnlyList<ReadStep> ReadSteps { get; }

    public override int Readers { get; }

    public override ValueTask<DbConnection> RentWriterAsync(CancellationToken ct) => _writer.TakeTurnAsync(ct);

    // The turn ends with the transaction.
    public override ValueTask ReturnWriterAsync(DbConnection connection) => ValueTask.CompletedTask;

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, IsolationLevel isolation, CancellationToken ct) => new(_writer.Begin());

    // The disk is ours: a commit has an outcome when the call returns.
    public override Task CommitAsync(DbTransaction transaction, CommitToken token, CancellationToken left) => transaction.CommitAsync(CancellationToken.None);

    // While there are writes, there is nothing to find out.
    public override Task TouchAsync(CancellationToken ct) => _writer.IsBusy ? Task.CompletedTask : ExecuteAloneAsync(CommitTokenStore.Touch, ct);

    public override async Task ExecuteAloneAsync(string statement, CancellationToken ct)
    {
        var connection = await _writer.TakeTurnAsync(ct);
        await using var transaction = _writer.Begin();
        await connection.ExecuteAsync(new CommandDefinition(statement, cancellationToken: ct));
        await transaction.CommitAsync(CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        while (_readers.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }

        await _writer.DisposeAsync();
    }

    private async ValueTask<DbConnection> RentReaderAsync(CancellationToken ct)
    {
        await _readersFree.WaitAsync(ct);
        try
        {
            return _readers.TryTake(out var connection) ? connection : Open();
        }
        catch
        {
            _readersFree.Release();
            throw;
        }
    }

    private ValueTask ReturnReaderAsync(DbConnection connection)
    {
        _readers.Add((CachingSqliteConnection)connection);
        _readersFree.Release();
        return ValueTask.CompletedTask;
    }

    private CachingSqliteConnection Open()
    {
        var connection = new CachingSqliteConnection(_connectionString);
        connection.Open();
        // FULL: a commit is on disk before it is acknowledged, power cut included. The log keeps no more than 16 MiB of what a large write needed.
        connection.Execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY");
        return connection;
    }
}
