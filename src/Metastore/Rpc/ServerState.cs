using System.Collections.Concurrent;

namespace Metastore.Rpc;

/// <summary>What fb303's methods tell and keep about this process.</summary>
internal sealed class ServerState(TimeProvider time)
{
    private const int MostOptions = 1000;
    private readonly ConcurrentDictionary<string, string> options = new(StringComparer.Ordinal);

    /// <summary>Start of the process's service, in seconds since 1970.</summary>
    public long AliveSince { get; } = time.GetUtcNow().ToUnixTimeSeconds();

    public Dictionary<string, string> Options => new(options, StringComparer.Ordinal);

    /// <summary>The value of an option; null when it was never set, as in Hive.</summary>
    public string? Option(string? key) => key is not null && options.TryGetValue(key, out var value) ? value : null;

    /// <summary>Keeps an option, which has no effect. A client can't fill the memory with them.</summary>
    public void SetOption(string? key, string? value)
    {
        if (key is not null && value is not null && (options.Count < MostOptions || options.ContainsKey(key)))
        {
            options[key] = value;
        }
    }
}
