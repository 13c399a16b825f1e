using Metastore.Rpc;

namespace Metastore.Server.Transfers;

/// <summary>Writes what comes into a file (<see cref="TransferFile"/>). Until <see cref="Finish"/> it can't be read: an export that breaks off is none.</summary>
internal sealed class FileWriter(string path) : ITransferTarget, IDisposable
{
    private readonly Stream _stream = TransferFile.Create(path);
    private readonly Lock _lock = new();

    public Task<PutOutcome> PutAsync(TransferItem item, CancellationToken ct)
    {
        var bytes = ThriftBinary.Write(item.Value);
        lock (_lock)
        {
            TransferFile.Write(_stream, item.Kind, bytes);
        }

        return Task.FromResult(PutOutcome.Added);
    }

    /// <summary>Writes the end.</summary>
    public void Finish() => TransferFile.Write(_stream, TransferKind.End, []);

    public void Dispose() => _stream.Dispose();
}
