using System.Net;
using System.Net.Sockets;
using Thrift;
using Thrift.Protocol;
using Thrift.Transport;
using Thrift.Transport.Client;

namespace Metastore.Tests.Transfers;

/// <summary>A Thrift server on loopback that answers by a handler, and does not know some methods, as an older Hive would not.</summary>
internal sealed class PlayedHive : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _work = [];
    private readonly Processor _processor;

    public PlayedHive(ThriftHiveMetastore.IAsync handler, params string[] unknown)
    {
        _processor = new Processor(handler, unknown);
        _listener.Start();
        _work.Add(AcceptAsync());
    }

    public string Address => $"thrift://{_listener.LocalEndpoint}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _work.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var transport = new TBufferedTransport(new TSocketTransport(client, new TConfiguration()));
        var protocol = new TBinaryProtocol(transport);
        while (await _processor.ProcessAsync(protocol, protocol, _stopping.Token))
        {
        }
    }

    private sealed class Processor : ThriftHiveMetastore.AsyncProcessor
    {
        public Processor(ThriftHiveMetastore.IAsync handler, string[] unknown)
            : base(handler) => Array.ForEach(unknown, method => processMap_.Remove(method));
    }
}
