using System.Collections.Concurrent;
using System.Net;
using Metastore.Tests.Support;

namespace Metastore.Tests.Metrics;

/// <summary>Takes spans by OTLP over HTTP, as far as a test has to know them.</summary>
internal sealed class OtlpCollector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();

    public OtlpCollector()
    {
        Address = new Uri($"http://127.0.0.1:{PostgresCluster.FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = TakeAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<OtlpSpan> Spans => [.. _spans];

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url!.AbsolutePath == "/v1/traces")
            {
                OtlpSpan.ReadRequest(body.ToArray()).ForEach(_spans.Enqueue);
            }

            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }
}
