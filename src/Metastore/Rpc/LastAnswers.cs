using System.Collections.Concurrent;
using Metastore.Diagnostics;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>
/// The last rung of the ladder of reads: what this process answered before, for a read that the database does not answer in any way.
/// An answer from before the last write through this process is not given.
/// </summary>
internal sealed partial class LastAnswers(IOptions<ReadOptions> options, TimeProvider time, ILogger<LastAnswers> logger)
{
    // What engines ask again and again is short; long lists would push it out.
    private const int LongestAnswer = 64 * 1024;
    private const int LongestRequest = 4 * 1024;

    // Younger ones are not replaced, so that a busy server copies little.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly long _bytes = options.Value.LastAnswersBytes;
    private Generation _young = new();
    private Generation _old = new();
    private long _version;

    /// <summary>The number of writes so far. A read that begins now sees all of them.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>A write has succeeded. To be called before its client hears of it.</summary>
    public void Outdate() => Interlocked.Increment(ref _version);

    /// <summary>Keeps the answer in <paramref name="protocol"/>, which a read began at <paramref name="version"/> has given.</summary>
    public void Keep(BufferedProtocol protocol, long version)
    {
        if (_bytes == 0)
        {
            return;
        }

        var young = _young;
        var key = KeyOf(protocol);
        var known = young.Answers.GetValueOrDefault(key);
        if (known?.Version == version && time.GetElapsedTime(known.Timestamp) < Fresh && known.Fits(protocol))
        {
            return;
        }

        var reply = protocol.Answer;
        if (reply.Length is 0 or > LongestAnswer || protocol.Arguments.Length > LongestRequest)
        {
            return;
        }

        var answer = new LastAnswer(protocol.Request.Name, protocol.GetType(), protocol.Arguments.ToArray(), reply.ToArray(), version, time.GetTimestamp());
        young.Answers[key] = answer;
        if (Interlocked.Add(ref young.Bytes, answer.Bytes - (known?.Bytes ?? 0)) > _bytes / 2 && Interlocked.CompareExchange(ref _young, new Generation(), young) == young)
        {
            // Whoever is asked for again has moved on by then.
            _old = young;
        }
    }

    /// <summary>Puts the last answer to the same question in place of the error in <paramref name="protocol"/>, if there is one.</summary>
    public void Give(BufferedProtocol protocol)
    {
        var key = KeyOf(protocol);
        var known = _young.Answers.GetValueOrDefault(key) ?? _old.Answers.GetValueOrDefault(key);
        if (known is null || known.Version != Version || !known.Fits(protocol))
        {
            return;
        }

        protocol.ReplaceAnswer(known.Reply);
        MetastoreTelemetry.StaleReads.Add(1, new KeyValuePair<string, object?>(MetastoreTelemetry.StepTag, "last_known"));
        var age = time.GetElapsedTime(known.Timestamp);
        LogGiven(known.Method, age);
    }

    private static int KeyOf(BufferedProtocol protocol)
    {
        var hash = new HashCode();
        hash.Add(protocol.Request.Name);
        hash.AddBytes(protocol.Arguments);
        return hash.ToHashCode();
    }

    [LoggerMessage(EventId = EventIds.LastAnswer, Level = LogLevel.Debug, Message = "{Method} is answered as it was {Age} ago")]
    private partial void LogGiven(string method, TimeSpan age);

    private sealed class Generation
    {
        public long Bytes;

        public ConcurrentDictionary<int, LastAnswer> Answers { get; } = new();
    }
}
