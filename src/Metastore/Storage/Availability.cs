using System.Net.Sockets;
using Npgsql;
using Polly.CircuitBreaker;

namespace Metastore.Storage;

/// <summary>What an error says about the database. Classified by SQLSTATE: Npgsql's own IsTransient is both too wide and too narrow for CockroachDB.</summary>
internal static class Availability
{
    /// <summary>The database, or the part of it that was asked, does not answer now: another way may.</summary>
    public static bool IsLost(Exception error) => error switch
    {
        PostgresException postgres => IsLost(postgres.SqlState),
        NpgsqlException or SocketException or IOException or TimeoutException or StepOverdueException or StepUnsuitedException or BrokenCircuitException => true,
        _ => false,
    };

    /// <summary>The database says that the transaction left nothing behind.</summary>
    public static bool WasRolledBack(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>Another transaction has held the same rows for too long; nothing was left behind.</summary>
    public static bool WaitedForOthers(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>Time ran out: the client has waited long enough.</summary>
    public static bool TookTooLong(Exception? error) => error is StepOverdueException or NpgsqlException { InnerException: TimeoutException } or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };

    /// <summary>A table or database that an older answer doesn't know yet.</summary>
    public static bool IsTooYoung(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName };

    // 08 connection, 53 resources, 57P01-57P05 shutting down, 57014 statement_timeout, 58 system and CockroachDB's lost ranges, XC bounded reads, XX internal;
    // 40001 reaches a reader only after the server's own retries; 25006 comes from a primary that has become a standby.
    private static bool IsLost(string state) => state[..2] is "08" or "53" or "58" or "XC" or "XX"
        || state.StartsWith("57P0", StringComparison.Ordinal)
        || state is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.StatementCompletionUnknown;
}
