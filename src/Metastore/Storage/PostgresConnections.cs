using System.Data;
using System.Data.Common;
using Npgsql;

namespace Metastore.Storage;

/// <summary>A PostgreSQL server, or CockroachDB speaking its protocol.</summary>
internal sealed class PostgresConnections : Connections
{
    private readonly NpgsqlDataSource _source;

    public PostgresConnections(StorageOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            CommandTimeout = options.CommandTimeoutSeconds,
            Enlist = false,
        };
        _source = new NpgsqlDataSourceBuilder(builder.ToString()).Build();
        Location = $"{builder.Host}:{builder.Port}/{builder.Database}";
    }

    public override Dialect Dialect => Dialect.Postgres;

    public override string Location { get; }

    public override async ValueTask<DbConnection> RentReaderAsync(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    public override async ValueTask<DbConnection> RentWriterAsync(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    public override ValueTask ReturnReaderAsync(DbConnection connection) => connection.DisposeAsync();

    public override ValueTask ReturnWriterAsync(DbConnection connection) => connection.DisposeAsync();

    public override async ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
