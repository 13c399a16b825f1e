namespace Metastore.Rpc;

/// <summary>What this metastore does not do yet: each of these methods answers with an error that says so.</summary>
internal sealed partial class MetastoreHandler
{
    // Replication

    public Task repl_tbl_writeid_state(ReplTblWriteIdStateRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("repl_tbl_writeid_state");
}
