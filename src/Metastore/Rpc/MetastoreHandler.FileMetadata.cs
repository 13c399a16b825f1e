namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<GetFileMetadataByExprResult> get_file_metadata_by_expr(GetFileMetadataByExprRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_file_metadata_by_expr");

    public Task<GetFileMetadataResult> get_file_metadata(GetFileMetadataRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_file_metadata");

    public Task<PutFileMetadataResult> put_file_metadata(PutFileMetadataRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("put_file_metadata");

    public Task<ClearFileMetadataResult> clear_file_metadata(ClearFileMetadataRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("clear_file_metadata");

    public Task<CacheFileMetadataResult> cache_file_metadata(CacheFileMetadataRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("cache_file_metadata");
}
