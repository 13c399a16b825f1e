namespace Metastore.Rpc;

/// <summary>Hive's cache of file footers, which needs HBase: like a Hive without it, this metastore has none and says so.</summary>
internal sealed partial class MetastoreHandler
{
    public Task<GetFileMetadataByExprResult> get_file_metadata_by_expr(GetFileMetadataByExprRequest? req, CancellationToken cancellationToken = default) => Task.FromResult(new GetFileMetadataByExprResult([], isSupported: false));

    public Task<GetFileMetadataResult> get_file_metadata(GetFileMetadataRequest? req, CancellationToken cancellationToken = default) => Task.FromResult(new GetFileMetadataResult([], isSupported: false));

    public Task<PutFileMetadataResult> put_file_metadata(PutFileMetadataRequest? req, CancellationToken cancellationToken = default) => Task.FromResult(new PutFileMetadataResult());

    // The one method of these that Hive can't answer without the cache.
    public Task<ClearFileMetadataResult> clear_file_metadata(ClearFileMetadataRequest? req, CancellationToken cancellationToken = default) => throw Errors.Internal();

    public Task<CacheFileMetadataResult> cache_file_metadata(CacheFileMetadataRequest? req, CancellationToken cancellationToken = default) => Task.FromResult(new CacheFileMetadataResult(isSupported: false));
}
