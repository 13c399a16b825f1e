namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<HiveIndex> add_index(HiveIndex? new_index, Table? index_table, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_index");

    public Task alter_index(string? dbname, string? base_tbl_name, string? idx_name, HiveIndex? new_idx, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_index");

    public Task<bool> drop_index_by_name(string? db_name, string? tbl_name, string? index_name, bool deleteData, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_index_by_name");

    public Task<HiveIndex> get_index_by_name(string? db_name, string? tbl_name, string? index_name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_index_by_name");

    public Task<List<HiveIndex>> get_indexes(string? db_name, string? tbl_name, short max_indexes, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_indexes");

    public Task<List<string>> get_index_names(string? db_name, string? tbl_name, short max_indexes, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_index_names");
}
