using Polly;
using Polly.CircuitBreaker;

namespace Metastore.Storage;

/// <summary>Stops asking a database that doesn't answer, so that nobody waits for it in vain.</summary>
internal static class Breaker
{
    // Few calls are enough to see that a database is away; a single slow one is not.
    private const int Calls = 3;

    public static ResiliencePipeline Create(TimeSpan pause, TimeProvider time, Action<string> log, string name, bool isWrite = false) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = arguments => new(arguments.Outcome.Exception is { } error and not (StepUnsuitedException or BrokenCircuitException)
                && IsLost(error, isWrite)),
            FailureRatio = 0.5,
            MinimumThroughput = Calls,
            SamplingDuration = TimeSpan.FromSeconds(5),
            BreakDuration = pause,
            OnOpened = arguments =>
            {
                log($"{name} failed and is left alone for {pause.TotalSeconds} s: {arguments.Outcome.Exception?.Message}");
                return default;
            },
            OnClosed = _ =>
            {
                log($"{name} answers again");
                return default;
            },
        }).Build();

    // Writes that were rolled back for each other's sake say nothing of the database; a reader sees that only from a database in trouble.
    private static bool IsLost(Exception error, bool isWrite)
    {
        var cause = error is RolledBackException { InnerException: { } inner } ? inner : error;
        return Availability.IsLost(cause) && !(isWrite && Availability.WasRolledBack(cause));
    }
}
