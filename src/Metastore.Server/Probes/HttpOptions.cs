using System.ComponentModel.DataAnnotations;

namespace Metastore.Server.Probes;

/// <summary>Where probes and metrics are served.</summary>
internal sealed class HttpOptions
{
    public const string Section = "Http";

    /// <summary>Port to listen on, at the address of the Thrift interface. Default 9084; 0 takes a free one, which the log names.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 9084;
}
