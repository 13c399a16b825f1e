using Metastore.Rpc;
using Thrift;

namespace Metastore.Server.Transfers;

/// <summary>Takes what an export holds to a target, item by item in the file's order.</summary>
internal sealed class FileTransfer(string path, ITransferTarget target, TransferLog log)
{
    /// <exception cref="InvalidDataException">The file is no export, or it breaks off; what comes before that has been put.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var item in TransferFile.Read(path))
        {
            try
            {
                log.Done(item, await target.PutAsync(item, ct));
            }
            catch (TException error) when (error.GetType().Namespace == typeof(MetaException).Namespace)
            {
                log.Failed(item.Name, $"{error.GetType().Name}: {CallJournal.TextOf(error)}");
            }

            if (item.Kind == TransferKind.Table)
            {
                log.TableDone();
            }
        }
    }
}
