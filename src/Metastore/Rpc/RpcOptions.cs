using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Metastore.Rpc;

/// <summary>Where the Thrift interface listens.</summary>
internal sealed class RpcOptions
{
    public const string Section = "Rpc";

    /// <summary>Address to listen on: an IP address, <c>localhost</c>, or <c>0.0.0.0</c> for all addresses of both IP versions. <c>*</c> is the same. Default <c>0.0.0.0</c>.</summary>
    [Required]
    public string Host { get; init; } = "0.0.0.0";

    /// <summary>Port to listen on. Default 9083; 0 takes a free one, which the log names.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 9083;

    /// <summary>Connections that the operating system holds ready to be accepted. Default 4096.</summary>
    [Range(1, 65535)]
    public int Backlog { get; init; } = 4096;

    /// <summary>Time that calls in flight get to finish when the server stops. Default 9 s; 0 to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Whether <see cref="Host"/> is something to listen on.</summary>
    internal bool HasValidHost => Host is "*" or "localhost" || IPAddress.TryParse(Host, out _);

    /// <summary>Whether <see cref="Host"/> stands for all addresses of the machine.</summary>
    internal bool IsAnyAddress => Host is "0.0.0.0" or "*" or "::";

    /// <summary>Has Kestrel listen on a port of <see cref="Host"/>.</summary>
    internal void Listen(KestrelServerOptions kestrel, int port, Action<ListenOptions> configure)
    {
        if (IsAnyAddress)
        {
            kestrel.ListenAnyIP(port, configure);
        }
        else
        {
            kestrel.Listen(Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(Host), port, configure);
        }
    }
}
