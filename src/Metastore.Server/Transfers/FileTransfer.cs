namespace Metastore.Server.Transfers;

/// <summary>Takes what an export holds to a target, item by item in the file's order.</summary>
internal sealed class FileTransfer(string path, ITransferTarget target, TransferLog log)
{
    /// <exception cref="InvalidDataException">The file is no export, or it breaks off; what comes before that has been put.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var item in TransferFile.Read(path))
        {
            await log.PutAsync(item, target, ct);
            if (item.Kind == TransferKind.Table)
            {
                log.TableDone();
            }
        }
    }
}
