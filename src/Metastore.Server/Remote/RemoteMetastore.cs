using System.Net.Sockets;
using Thrift;
using Thrift.Protocol;
using Thrift.Transport;
using Thrift.Transport.Client;

namespace Metastore.Server.Remote;

/// <summary>A connection to a metastore, ours or Hive's. One call at a time.</summary>
internal sealed class RemoteMetastore : IDisposable
{
    private readonly TBufferedTransport _transport;

    private RemoteMetastore(TcpClient connection)
    {
        // The answers are the operator's own data: nothing is too large.
        var limits = new TConfiguration { MaxMessageSize = int.MaxValue, MaxFrameSize = int.MaxValue };
        _transport = new TBufferedTransport(new TSocketTransport(connection, limits), 1 << 16);
        Client = new ThriftHiveMetastore.Client(new TBinaryProtocol(_transport));
    }

    public ThriftHiveMetastore.Client Client { get; }

    /// <exception cref="IOException">Nobody answers there.</exception>
    public static async Task<RemoteMetastore> ConnectAsync(RemoteAddress address, TimeSpan timeout, CancellationToken ct)
    {
        // Thrift's transport would connect while it is constructed, and wait without a limit.
        var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync(address.Host, address.Port, ct).AsTask().WaitAsync(timeout, ct);
            return new RemoteMetastore(connection);
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            connection.Dispose();
            throw new IOException($"{address} can't be reached: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _transport.Dispose();
    }
}
