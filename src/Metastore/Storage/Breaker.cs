using Polly;
using Polly.CircuitBreaker;

namespace Metastore.Storage;

/// <summary>Stops asking a database that doesn't answer, so that nobody waits for it in vain.</summary>
internal static class Breaker
{
    // Few calls are enough to see that a database is away; a single slow one is not.
    private const int Calls = 3;

    public static ResiliencePipeline Create(TimeSpan pause, TimeProvider time, Action<string> log, string name) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = arguments => new(arguments.Outcome.Exception is { } error and not (StepUnsuitedException or BrokenCircuitException)
                && Availability.IsLost(error is RolledBackException { InnerException: { } cause } ? cause : error)),
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
}
