using Npgsql;
using Polly;
using Polly.Retry;

namespace Metastore.Storage;

/// <summary>Runs a rolled back write again. The one question asked: did the database say that nothing was kept?</summary>
internal static class Retry
{
    public static ResiliencePipeline Pipeline(int attempts) => attempts == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<PostgresException>(WasRolledBack),
            MaxRetryAttempts = attempts,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(5),
            MaxDelay = TimeSpan.FromSeconds(1),
        }).Build();

    // Never 40003 or a lost connection: there the outcome is unknown.
    private static bool WasRolledBack(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
