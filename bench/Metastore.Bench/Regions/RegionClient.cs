using Thrift;
using Thrift.Protocol;
using Thrift.Transport;
using Thrift.Transport.Client;

namespace Metastore.Bench.Regions;

/// <summary>A client of one region's metastore that connects again after an error, as engines do.</summary>
internal sealed class RegionClient(Region region) : IDisposable
{
    private const int TimeoutMillis = 15_000;
    private ThriftHiveMetastore.Client? _client;

    /// <summary>Calls; the connection is dropped with whatever goes wrong.</summary>
    public async Task<T> CallAsync<T>(Func<ThriftHiveMetastore.Client, Task<T>> call)
    {
        try
        {
            _client ??= await OpenAsync();
            return await call(_client);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    private async Task<ThriftHiveMetastore.Client> OpenAsync()
    {
        var socket = new TSocketTransport(region.Host, region.Port, new TConfiguration(), TimeoutMillis);
        var client = new ThriftHiveMetastore.Client(new TBinaryProtocol(new TBufferedTransport(socket)));
        await client.OpenTransportAsync(CancellationToken.None);
        return client;
    }
}
