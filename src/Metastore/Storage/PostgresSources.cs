using Microsoft.Extensions.Logging;
using Npgsql;

namespace Metastore.Storage;

/// <summary>Npgsql's pools: one per purpose, since trouble with one connection makes Npgsql drop a whole pool.</summary>
/// <remarks>The settings are those that CockroachDB needs; PostgreSQL does not mind them.</remarks>
internal static class PostgresSources
{
    /// <summary>The purpose of the pool that is asked when the database is in trouble.</summary>
    public const string Stale = "stale reads";

    // There are no statistics of a table that has just been filled, and plans for each call's values cost more than they win: each statement has an
    // index to go by.
    private const string PlanByIndex = "SET plan_cache_mode = force_generic_plan; SET enable_hashjoin = off; SET enable_mergejoin = off";

    // What CockroachDB tells of itself when a connection opens.
    private const string CockroachVersion = "crdb_version";

    /// <summary>A pool for one purpose: <paramref name="purpose"/> is what the database sees as application name.</summary>
    public static NpgsqlDataSource Create(StorageOptions options, string purpose, TargetSessionAttributes target, ILoggerFactory loggers) =>
        Create(Settings(options, purpose, options.CommandTimeoutSeconds), target, loggers);

    /// <summary>A pool for writes: what takes long is how much is written, for which another limit holds than for waiting for others.</summary>
    public static NpgsqlDataSource CreateForWrites(StorageOptions options, ILoggerFactory loggers)
    {
        var settings = Settings(options, "writes", options.WriteTimeoutSeconds);
        Limit(settings, "lock_timeout", options.CommandTimeoutSeconds);
        return Create(settings, TargetSessionAttributes.ReadWrite, loggers);
    }

    /// <summary>One connection, beside those of the writes, that tells whether the database is there.</summary>
    public static NpgsqlDataSource CreateForTouch(StorageOptions options, TimeSpan patience, ILoggerFactory loggers)
    {
        var settings = Settings(options, "touch", (int)Math.Ceiling(patience.TotalSeconds));
        (settings.MinPoolSize, settings.MaxPoolSize) = (1, 1);
        return Create(settings, TargetSessionAttributes.ReadWrite, loggers);
    }

    /// <summary>Connections for changes of the schema: seldom wanted, so not kept, and without a limit of time.</summary>
    public static NpgsqlDataSource CreateForSchema(StorageOptions options, ILoggerFactory loggers)
    {
        var settings = Settings(options, "schema", 0);
        settings.Pooling = false;
        return Create(settings, TargetSessionAttributes.ReadWrite, loggers);
    }

    /// <summary>Whether the connection string names more than one server: a primary and hot standbys, in any order.</summary>
    public static bool HasStandbys(NpgsqlConnectionStringBuilder settings) => settings.Host?.Contains(',', StringComparison.Ordinal) == true;

    /// <summary>How many connections there can be: what the connection string says, else <see cref="StorageOptions.PoolSize"/>.</summary>
    public static int MaxPoolSize(NpgsqlDataSource source) => new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize;

    private static NpgsqlDataSource Create(NpgsqlConnectionStringBuilder settings, TargetSessionAttributes target, ILoggerFactory loggers)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ToString())
            // The catalog query that loads types is slow on CockroachDB; all types used here are built in.
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
            .UsePhysicalConnectionInitializer(PlanByIndexIn, PlanByIndexInAsync)
            .UseLoggerFactory(loggers);
        return HasStandbys(settings) ? builder.BuildMultiHost().WithTargetSession(target) : builder.Build();
    }

    private static void PlanByIndexIn(NpgsqlConnection connection) => PlanByIndexInAsync(connection).GetAwaiter().GetResult();

    private static async Task PlanByIndexInAsync(NpgsqlConnection connection)
    {
        if (!connection.PostgresParameters.ContainsKey(CockroachVersion))
        {
            await using var command = new NpgsqlCommand(PlanByIndex, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static NpgsqlConnectionStringBuilder Settings(StorageOptions options, string purpose, int timeoutSeconds)
    {
        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = given.ApplicationName ?? $"metastore {purpose}",
            CommandTimeout = timeoutSeconds,
            // Else each timed-out command waits two more seconds, and then takes the whole pool with it.
            CancellationTimeout = -1,
            // Else DISCARD ALL goes before the next command of the connection.
            NoResetOnClose = true,
            Enlist = false,
            Multiplexing = false,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        SetUnlessGiven(settings, given, "Maximum Pool Size", options.PoolSize);
        SetUnlessGiven(settings, given, "Minimum Pool Size", settings.MaxPoolSize);
        // Not all at once; those that wait for trouble are kept, since logging in may be impossible then.
        SetUnlessGiven(settings, given, "Connection Lifetime", purpose == Stale ? 0 : 600 + Random.Shared.Next(600));
        SetUnlessGiven(settings, given, "Keepalive", 30);
        SetUnlessGiven(settings, given, "Timeout", 5);
        SetUnlessGiven(settings, given, "Host Recheck Seconds", 1);
        SetUnlessGiven(settings, given, "Read Buffer Size", 32768);
        // What nobody waits for any more ends then, without a cancelling connection.
        Limit(settings, "statement_timeout", timeoutSeconds);
        return settings;
    }

    private static void Limit(NpgsqlConnectionStringBuilder settings, string name, int seconds)
    {
        if (settings.Options?.Contains(name, StringComparison.Ordinal) != true)
        {
            settings.Options = $"{settings.Options} -c {name}={seconds * 1000}".TrimStart();
        }
    }

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder settings, NpgsqlConnectionStringBuilder given, string keyword, object value)
    {
        // Its ContainsKey tells what Npgsql knows, not what was given.
        if (!given.Keys.Cast<string>().Contains(keyword, StringComparer.OrdinalIgnoreCase))
        {
            settings[keyword] = value;
        }
    }
}
