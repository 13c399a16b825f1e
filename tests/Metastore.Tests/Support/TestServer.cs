using System.Net;

namespace Metastore.Tests.Support;

/// <summary>A metastore server in this process, on a port of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    /// <summary>host:port of a running server to use instead; it must be as fresh as one that a test would start.</summary>
    public const string EndpointVariable = "METASTORE_ENDPOINT";

    private TestServer(EndPoint endpoint) => Endpoint = endpoint;

    /// <summary>The Thrift port.</summary>
    public EndPoint Endpoint { get; }

    /// <summary>Starts a server with these settings (as in appsettings.json, sections separated by colons) and waits until it answers.</summary>
    public static Task<TestServer> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 } running)
        {
            return Task.FromResult(new TestServer(IPEndPoint.Parse(running)));
        }

        throw new NotSupportedException($"the server can't be started yet: {settings.Count} settings");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
