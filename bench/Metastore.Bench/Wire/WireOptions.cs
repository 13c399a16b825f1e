using System.Net;
using System.Text.RegularExpressions;

namespace Metastore.Bench.Wire;

/// <summary>What the command line asks for.</summary>
internal sealed record WireOptions
{
    /// <summary>The metastore to measure; null to start one of our own.</summary>
    public string? Endpoint { get; private init; }

    /// <summary>Sizes of the partitioned tables. Default 10,000.</summary>
    public IReadOnlyList<int> Partitions { get; private init; } = [10_000];

    /// <summary>How long each figure is measured. Default 3 s.</summary>
    public TimeSpan Time { get; private init; } = TimeSpan.FromSeconds(3);

    /// <summary>Connections at a time in the figures for many. Default 16.</summary>
    public int Connections { get; private init; } = 16;

    /// <summary>Which calls are measured; null for all.</summary>
    public Regex? Only { get; private init; }

    /// <summary>Settings for a server of our own, as its command line takes them: <c>--Storage:Provider=Postgres</c>.</summary>
    public IReadOnlyList<string> Server { get; private init; } = [];

    /// <summary>Whether the server of our own gets a PostgreSQL of its own.</summary>
    public bool Postgres { get; init; }

    /// <summary>The connection string of the PostgreSQL behind the metastore, for figures to compare with.</summary>
    public string? Database { get; init; }

    public static WireOptions Parse(string[] args)
    {
        var options = new WireOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--endpoint" => options with { Endpoint = args[++i] },
                "--partitions" => options with { Partitions = [.. args[++i].Split(',').Select(int.Parse)] },
                "--seconds" => options with { Time = TimeSpan.FromSeconds(double.Parse(args[++i])) },
                "--connections" => options with { Connections = int.Parse(args[++i]) },
                "--only" => options with { Only = new Regex(args[++i]) },
                "--postgres" => options with { Postgres = true },
                "--database" => options with { Database = args[++i] },
                ['-', '-', ..] setting when setting.Contains(':') => options with { Server = [.. options.Server, setting] },
                var other => throw new ArgumentException($"{other} is not known; there are --endpoint host:port, --partitions 10000,100000, --seconds 3, "
                    + "--connections 16, --only REGEX, --database \"connection string of the PostgreSQL behind it\" and, for a server started here, "
                    + "--postgres (with a PostgreSQL started here, too) and its own --Section:Setting=value"),
            };
        }

        return options;
    }

    /// <summary>The address of a <c>host:port</c>.</summary>
    public static IPEndPoint Resolve(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        return new(Dns.GetHostAddresses(endpoint[..colon])[0], int.Parse(endpoint[(colon + 1)..]));
    }
}
