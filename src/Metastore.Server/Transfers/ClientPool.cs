using System.Collections.Concurrent;
using Metastore.Rpc;
using Metastore.Server.Remote;
using Thrift;
using Thrift.Transport;

namespace Metastore.Server.Transfers;

/// <summary>Some clients of one metastore, each for one call at a time. A call that lost its connection is made again: only reads go this way.</summary>
internal sealed class ClientPool : IDisposable
{
    private const int Attempts = 3;
    private readonly ConcurrentBag<(ThriftHiveMetastore.IAsync Client, IDisposable? Connection)> _idle = [];
    private readonly Func<CancellationToken, Task<(ThriftHiveMetastore.IAsync Client, IDisposable? Connection)>> _open;
    private readonly SemaphoreSlim _free;
    private readonly TimeSpan _timeout;

    private ClientPool(int size, TimeSpan timeout, Func<CancellationToken, Task<(ThriftHiveMetastore.IAsync Client, IDisposable? Connection)>> open) =>
        (_open, _free, _timeout) = (open, new SemaphoreSlim(size), timeout);

    /// <summary>Clients of a running metastore.</summary>
    public static ClientPool Of(RemoteAddress address, int size, TimeSpan timeout) => new(size, timeout, async ct =>
    {
        var remote = await RemoteMetastore.ConnectAsync(address, timeout, ct);
        return (remote.Client, remote);
    });

    /// <summary>Clients of the store of these services, without a network between.</summary>
    public static ClientPool Of(IServiceProvider services, int size) =>
        new(size, System.Threading.Timeout.InfiniteTimeSpan, _ => Task.FromResult(((ThriftHiveMetastore.IAsync)ActivatorUtilities.CreateInstance<MetastoreHandler>(services, new Session()), (IDisposable?)null)));

    public async Task<T> CallAsync<T>(Func<ThriftHiveMetastore.IAsync, Task<T>> call, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var lent = _idle.TryTake(out var idle) ? idle : await _open(ct);
                try
                {
                    var result = await call(lent.Client).WaitAsync(_timeout, ct);
                    _idle.Add(lent);
                    return result;
                }
                catch (Exception error) when (error is TTransportException or IOException or TimeoutException)
                {
                    lent.Connection?.Dispose();
                    if (attempt == Attempts)
                    {
                        throw error is TimeoutException ? new IOException($"A call had no answer within {_timeout.TotalSeconds} s, {Attempts} times", error) : new IOException(error.Message, error);
                    }
                }
                catch (TException error) when (error is not TTransportException)
                {
                    _idle.Add(lent);
                    throw;
                }
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>As <see cref="CallAsync"/>; a metastore that is too old to know the method answers <paramref name="otherwise"/>.</summary>
    public async Task<T> CallIfKnownAsync<T>(Func<ThriftHiveMetastore.IAsync, Task<T>> call, T otherwise, CancellationToken ct)
    {
        try
        {
            return await CallAsync(call, ct);
        }
        catch (TApplicationException error) when (error.Type == TApplicationException.ExceptionType.UnknownMethod)
        {
            return otherwise;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var idle))
        {
            idle.Connection?.Dispose();
        }

        _free.Dispose();
    }
}
