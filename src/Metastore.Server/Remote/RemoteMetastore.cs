using Thrift;
using Thrift.Protocol;
using Thrift.Transport;
using Thrift.Transport.Client;

namespace Metastore.Server.Remote;

/// <summary>A connection to a metastore, ours or Hive's. One call at a time.</summary>
internal sealed class RemoteMetastore : IDisposable
{
    private readonly TBufferedTransport _transport;

    private RemoteMetastore(TBufferedTransport transport, ThriftHiveMetastore.Client client) => (_transport, Client) = (transport, client);

    public ThriftHiveMetastore.Client Client { get; }

    public static async Task<RemoteMetastore> ConnectAsync(RemoteAddress address, TimeSpan timeout, CancellationToken ct)
    {
        // The answers are the operator's own data: nothing is too large.
        var limits = new TConfiguration { MaxMessageSize = int.MaxValue, MaxFrameSize = int.MaxValue };
        var transport = new TBufferedTransport(new TSocketTransport(address.Host, address.Port, limits, (int)timeout.TotalMilliseconds), 1 << 16);
        var client = new ThriftHiveMetastore.Client(new TBinaryProtocol(transport));
        try
        {
            await client.OpenTransportAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            client.Dispose();
            throw new IOException($"{address} can't be reached: {error.Message}", error);
        }

        return new RemoteMetastore(transport, client);
    }

    public void Dispose()
    {
        Client.Dispose();
        _transport.Dispose();
    }
}
