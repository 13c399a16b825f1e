using System.Collections.Concurrent;
using Metastore.Fb303;
using Metastore.Storage;

namespace Metastore.Rpc;

/// <summary>What fb303's methods tell and keep about this process.</summary>
internal sealed class ServerState(StorageHealth health, TimeProvider time)
{
    private const int MostOptions = 1000;
    private const int LongestOption = 4096;
    private readonly ConcurrentDictionary<string, string> _options = new(StringComparer.Ordinal);

    /// <summary>Start of the process's service, in seconds since 1970.</summary>
    public long AliveSince { get; } = time.GetUtcNow().ToUnixTimeSeconds();

    public Dictionary<string, string> Options => new(_options, StringComparer.Ordinal);

    /// <summary>ALIVE; WARNING when nothing can be written; DEAD when nothing can be read. Hive's own server is always ALIVE.</summary>
    public async Task<fb_status> StatusAsync(CancellationToken ct) => await health.WhyNoReadsAsync(ct) is not null ? fb_status.DEAD
        : await health.WhyNoWritesAsync(ct) is not null ? fb_status.WARNING
        : fb_status.ALIVE;

    /// <summary>Why the status is not ALIVE; empty when it is.</summary>
    public async Task<string> StatusDetailsAsync(CancellationToken ct) => await health.WhyNoReadsAsync(ct) ?? await health.WhyNoWritesAsync(ct) ?? "";

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
