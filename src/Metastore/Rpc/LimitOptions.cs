using System.ComponentModel.DataAnnotations;

namespace Metastore.Rpc;

/// <summary>What one client, and all of them together, may ask of this process.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Size of one request in bytes. Default 100 MiB, as in Hive; 1 KiB to 1 GiB.</summary>
    [Range(1024, 1 << 30)]
    public int MessageBytes { get; init; } = 100 << 20;

    /// <summary>How deep structs and containers may nest in a request. Default 64; 8 to 500.</summary>
    [Range(8, 500)]
    public int NestingDepth { get; init; } = 64;

    /// <summary>Elements of all lists, sets and maps of one request together. Default 8 million; 1000 to 1 billion.</summary>
    [Range(1000, 1_000_000_000)]
    public int Elements { get; init; } = 8_000_000;

    /// <summary>Open connections. Default 10 000; one more is closed at once.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; init; } = 10_000;

    /// <summary>Time after which a connection that has sent no whole request is closed. Default 10 min; 1 s to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Memory for requests, and for replies in frames, of all connections together, in bytes. Default 512 MiB; at least 4 MiB.</summary>
    [Range(4L << 20, long.MaxValue)]
    public long BytesInFlight { get; init; } = 512L << 20;

    /// <summary>Calls that run at once; one client may have as many as are free beside them. Default 256; 1 to 100 000.</summary>
    [Range(1, 100_000)]
    public int Calls { get; init; } = 256;

    /// <summary>
    /// How long a call waits for its turn, a request for its share of <see cref="BytesInFlight"/>, and a list of partitions for a connection while no
    /// other list goes on, before it is refused. Default 4 s: two of them are less than the 10 s after which Trino asks again; 0 to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Time one call may take before it is cancelled. Default 10 min, the socket timeout of Hive's client; 100 ms to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan CallDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time in which a client must take a reply, of a long one each 56 KiB, before its connection is closed. Default 30 s; 100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Partitions that one request may ask for; -1, the default, is no limit (Hive's metastore.limit.partition.request).</summary>
    [Range(-1, int.MaxValue)]
    public int PartitionsPerRequest { get; init; } = -1;
}
