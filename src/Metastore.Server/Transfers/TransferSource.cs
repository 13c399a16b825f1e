using Metastore.Server.Remote;

namespace Metastore.Server.Transfers;

/// <summary>Where a transfer comes from: a running metastore, a store, or a file.</summary>
internal sealed class TransferSource : IDisposable
{
    private readonly ClientPool? _clients;
    private readonly string? _file;
    private readonly int _parallel;

    private TransferSource(ClientPool? clients, string? file, int parallel) => (_clients, _file, _parallel) = (clients, file, parallel);

    /// <summary>The metastore at an address, or the export of that path.</summary>
    /// <exception cref="UriFormatException">It is neither.</exception>
    public static TransferSource Open(string text, int parallel, TimeSpan timeout) => File.Exists(text)
        ? new(null, text, 1)
        : new(ClientPool.Of(RemoteAddress.Parse(text), parallel, timeout), null, parallel);

    /// <summary>The store of these services.</summary>
    public static TransferSource Of(IServiceProvider services, int parallel) => new(ClientPool.Of(services, parallel), null, parallel);

    /// <summary>Takes everything to the target; may be called again.</summary>
    public Task RunAsync(ITransferTarget target, TransferLog log, CancellationToken ct) => _clients is null
        ? new FileTransfer(_file!, target, log).RunAsync(ct)
        : new Transfer(new MetastoreReader(_clients), target, log, _parallel).RunAsync(ct);

    public void Dispose() => _clients?.Dispose();
}
