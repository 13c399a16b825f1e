namespace Metastore.Rpc;

/// <summary>Indexes ended with Hive 2.3: to its clients, no table has any, and none can be made.</summary>
internal sealed partial class MetastoreHandler
{
    private const string NoIndexes = "Indexes are not supported since Hive 3";

    public Task<HiveIndex> add_index(HiveIndex? new_index, Table? index_table, CancellationToken cancellationToken = default) => throw Errors.Meta(NoIndexes);

    public Task alter_index(string? dbname, string? base_tbl_name, string? idx_name, HiveIndex? new_idx, CancellationToken cancellationToken = default) => throw Errors.Meta(NoIndexes);

    public Task<bool> drop_index_by_name(string? db_name, string? tbl_name, string? index_name, bool deleteData, CancellationToken cancellationToken = default) => throw Errors.NoSuchObject($"{index_name} doesn't exist");

    public Task<HiveIndex> get_index_by_name(string? db_name, string? tbl_name, string? index_name, CancellationToken cancellationToken = default) => throw Errors.NoSuchObject($"{db_name}.{tbl_name} index={index_name} not found");

    public Task<List<HiveIndex>> get_indexes(string? db_name, string? tbl_name, short max_indexes, CancellationToken cancellationToken = default) => Task.FromResult(new List<HiveIndex>());

    public Task<List<string>> get_index_names(string? db_name, string? tbl_name, short max_indexes, CancellationToken cancellationToken = default) => Task.FromResult(new List<string>());
}
