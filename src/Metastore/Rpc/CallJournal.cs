using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Metastore.Diagnostics;
using Metastore.Rpc.Audits;
using Microsoft.Extensions.Logging;

namespace Metastore.Rpc;

/// <summary>Counts and logs calls. One for the process.</summary>
internal sealed partial class CallJournal(AuditLog audit, ILogger<CallJournal> logger)
{
    private readonly ConcurrentDictionary<string, Counter> _counters = new(StringComparer.Ordinal);
    private Meter? _meter;

    /// <summary>Number of calls since the start, by method.</summary>
    public Dictionary<string, long> Counts() => _counters.ToDictionary(pair => pair.Key, pair => pair.Value.Read(), StringComparer.Ordinal);

    /// <summary>Number of calls of one method since the start; 0 for an unknown one.</summary>
    public long CountOf(string? method) => method is not null && _counters.TryGetValue(method, out var counter) ? counter.Read() : 0;

    /// <summary>Number of calls since the start.</summary>
    public long Total => _counters.Values.Sum(counter => counter.Read());

    /// <summary>Has each method that is called from now on counted under Hive's name for that, <c>api_get_table</c>.</summary>
    public void CountInto(Meter meter) => _meter = meter;

    public void Done(RpcMethod method, object?[] arguments, Session? session, string outcome, Exception? error, TimeSpan elapsed)
    {
        _counters.GetOrAdd(method.Name, static (name, meter) => Counter.Create(name, meter), _meter).Increment();
        if (audit.IsOn && method.Kind == RpcMethodKind.Write)
        {
            audit.Write(method, arguments, session, outcome, error is null ? null : TextOf(error), elapsed);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogDone(method.Name, session?.RemoteAddress, session?.User, outcome, error is null ? null : TextOf(error), elapsed.TotalMilliseconds);
        }
    }

    /// <summary>A call failed by our own fault.</summary>
    public void Failed(string method, Exception error) => LogFailed(error, method, TextOf(error));

    /// <summary>The reply of a call could not be written.</summary>
    public void ReplyFailed(string method, Exception? error) => LogReplyFailed(error, method);

    /// <summary>The text of an error as a client gets it: generated exceptions hide the one that .NET knows.</summary>
    public static string? TextOf(Exception error)
    {
        var property = error.GetType().GetProperty("Message", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        return property is null ? error.Message : property.GetValue(error) as string;
    }

    [LoggerMessage(EventId = EventIds.CallDone, Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "{Method} from {Peer} ({User}): {Outcome} {Text} in {Milliseconds} ms")]
    private partial void LogDone(string method, string? peer, string? user, string outcome, string? text, double milliseconds);

    [LoggerMessage(EventId = EventIds.CallFailed, Level = LogLevel.Error, Message = "{Method} failed unexpectedly: {Text}")]
    private partial void LogFailed(Exception error, string method, string? text);

    [LoggerMessage(EventId = EventIds.ReplyFailed, Level = LogLevel.Error, Message = "The reply of {Method} could not be written")]
    private partial void LogReplyFailed(Exception? error, string method);

    private sealed class Counter
    {
        private long _value;

        public static Counter Create(string method, Meter? meter)
        {
            var counter = new Counter();
            meter?.CreateObservableCounter($"api_{method}", counter.Read, null, $"Calls of {method}");
            return counter;
        }

        public long Read() => Interlocked.Read(ref _value);

        public void Increment() => Interlocked.Increment(ref _value);
    }
}
