namespace Metastore.Server.Remote;

/// <summary>Where a metastore listens.</summary>
internal sealed record RemoteAddress(string Host, int Port)
{
    private const string Scheme = "thrift";
    private const int DefaultPort = 9083;

    /// <summary>Reads <c>thrift://host:port</c>; without a port it is Hive's 9083.</summary>
    /// <exception cref="UriFormatException">It is something else.</exception>
    public static RemoteAddress Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: Scheme, Host.Length: > 0, AbsolutePath: "" or "/" }
        ? new(uri.Host.Trim('[', ']'), uri.IsDefaultPort || uri.Port < 0 ? DefaultPort : uri.Port)
        : throw new UriFormatException($"{text} is not the address of a metastore, such as {Scheme}://localhost:{DefaultPort}");

    public override string ToString() => $"{Scheme}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
}
