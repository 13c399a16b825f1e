using System.Collections.Concurrent;

namespace Metastore.Rpc;

/// <summary>What fb303's methods tell and keep about this process.</summary>
internal sealed class ServerState(TimeProvider time)
{
    private const int MostOptions = 1000;
    private const int LongestOption = 4096;
    private readonly ConcurrentDictionary<string, string> _options = new(StringComparer.Ordinal);
    private int _connections;

    /// <summary>What the process is doing now.</summary>
    public ServerPhase Phase { get; set; } = ServerPhase.Serving;

    /// <summary>Open connections of clients.</summary>
    public int Connections => _connections;

    /// <summary>Start of the process's service, in seconds since 1970.</summary>
    public long AliveSince { get; } = time.GetUtcNow().ToUnixTimeSeconds();

    public Dictionary<string, string> Options => new(_options, StringComparer.Ordinal);

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Disconnected() => Interlocked.Decrement(ref _connections);

    /// <summary>The value of an option; null when it was never set, as in Hive.</summary>
    public string? Option(string? key) => key is not null && _options.TryGetValue(key, out var value) ? value : null;

    /// <summary>Keeps an option, which has no effect. A client can't fill the memory with them.</summary>
    public void SetOption(string? key, string? value)
    {
        if (key?.Length + value?.Length <= LongestOption && (_options.Count < MostOptions || _options.ContainsKey(key!)))
        {
            _options[key!] = value!;
        }
    }
}
