using Metastore.Names;

namespace Metastore.Server.Transfers;

/// <summary>Where a transfer goes: into a store, into a file, or past what is there, to compare.</summary>
internal interface ITransferTarget
{
    /// <summary>Takes an item; one that is there already stays as it is if it is the same.</summary>
    Task<PutOutcome> PutAsync(TransferItem item, CancellationToken ct);

    /// <summary>Those of a table's partitions that are still to be put: all of them, unless the target keeps some from before.</summary>
    Task<IReadOnlyList<string>> MissingAsync(TableName table, List<string> partitions, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>(partitions);
}
