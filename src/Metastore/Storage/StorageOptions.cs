using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Metastore.Storage;

/// <summary>Where the catalog is kept.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The kind of database. Default Sqlite.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>ADO.NET connection string. Default: a file below the current directory.</summary>
    [Required, DataType(DataType.Password)]
    public string ConnectionString { get; set; } = "Data Source=metastore-data/metastore.db";

    /// <summary>Time one statement of a read may take, or a write may wait for another one, in seconds. Default 30, 1 to 600.</summary>
    [Range(1, 600)]
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>Time one statement of a write may take, in seconds: a million partitions are not dropped in half a minute everywhere. Default 600, 1 to 3600.</summary>
    [Range(1, 3600)]
    public int WriteTimeoutSeconds { get; set; } = 600;

    /// <summary>How often a write that the database rolled back is tried again. Default 10, 0 to 100.</summary>
    [Range(0, 100)]
    public int WriteRetries { get; set; } = 10;

    /// <summary>Connections that each pool (fresh reads, older reads, writes) keeps to PostgreSQL or CockroachDB. Default 16; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PoolSize { get; set; } = 16;

    /// <summary>Time for which the outcome of a commit whose answer was lost is looked up before the client hears that it is unknown. Default 5 s, half of what Trino waits for an answer; 0 to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan CommitLookup { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time in which a new connection for a write must be there; else the write fails, unless the database answers on another one. Default 800 ms; 10 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan WriterDeadline { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Whether the provider can read the connection string.</summary>
    internal static bool HasFittingConnectionString(StorageOptions options)
    {
        try
        {
            DbConnectionStringBuilder builder = options.Provider == StorageProvider.Sqlite ? new SqliteConnectionStringBuilder() : new NpgsqlConnectionStringBuilder();
            builder.ConnectionString = options.ConnectionString;
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
