using Metastore.Tables;

namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_table(Table? tbl, CancellationToken cancellationToken = default) =>
        createTable.RunAsync(new CreateTableRequest { Table = tbl! }, cancellationToken);

    public Task create_table_with_environment_context(Table? tbl, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        createTable.RunAsync(new CreateTableRequest { Table = tbl!, EnvContext = environment_context }, cancellationToken);

    public Task create_table_with_constraints(Table? tbl, List<SQLPrimaryKey>? primaryKeys, List<SQLForeignKey>? foreignKeys, List<SQLUniqueConstraint>? uniqueConstraints, List<SQLNotNullConstraint>? notNullConstraints, List<SQLDefaultConstraint>? defaultConstraints, List<SQLCheckConstraint>? checkConstraints, CancellationToken cancellationToken = default) =>
        createTable.RunAsync(
            new CreateTableRequest
            {
                Table = tbl!,
                PrimaryKeys = primaryKeys,
                ForeignKeys = foreignKeys,
                UniqueConstraints = uniqueConstraints,
                NotNullConstraints = notNullConstraints,
                DefaultConstraints = defaultConstraints,
                CheckConstraints = checkConstraints,
            },
            cancellationToken);

    public Task create_table_req(CreateTableRequest? request, CancellationToken cancellationToken = default) =>
        createTable.RunAsync(request, cancellationToken);

    public Task<Table> translate_table_dryrun(CreateTableRequest? request, CancellationToken cancellationToken = default) =>
        Task.FromResult(CreateTable.Translate(request));

    public Task drop_table(string? dbname, string? name, bool deleteData, CancellationToken cancellationToken = default) =>
        dropTable.RunAsync(null, dbname, name, deleteData, cancellationToken);

    public Task drop_table_with_environment_context(string? dbname, string? name, bool deleteData, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        dropTable.RunAsync(null, dbname, name, deleteData, cancellationToken);

    public Task drop_table_req(DropTableRequest? dropTableReq, CancellationToken cancellationToken = default) =>
        dropTable.RunAsync(dropTableReq?.CatalogName, dropTableReq?.DbName, dropTableReq?.TableName, dropTableReq?.DeleteData ?? false, cancellationToken);

    public Task truncate_table(string? dbName, string? tableName, List<string>? partNames, CancellationToken cancellationToken = default) =>
        truncateTable.RunAsync(new TruncateTableRequest { DbName = dbName!, TableName = tableName!, PartNames = partNames }, cancellationToken);

    public async Task<TruncateTableResponse> truncate_table_req(TruncateTableRequest? req, CancellationToken cancellationToken = default)
    {
        await truncateTable.RunAsync(req, cancellationToken);
        return new();
    }

    public Task<List<string>> get_tables(string? db_name, string? pattern, CancellationToken cancellationToken = default) =>
        tableListing.ListNamesAsync(db_name, pattern, cancellationToken);

    public Task<List<string>> get_tables_by_type(string? db_name, string? pattern, string? tableType, CancellationToken cancellationToken = default) =>
        tableListing.ListNamesByTypeAsync(db_name, pattern, tableType, cancellationToken);

    public Task<List<TableMeta>> get_table_meta(string? db_patterns, string? tbl_patterns, List<string>? tbl_types, CancellationToken cancellationToken = default) =>
        tableListing.ListMetaAsync(db_patterns, tbl_patterns, tbl_types, cancellationToken);

    public Task<List<string>> get_all_tables(string? db_name, CancellationToken cancellationToken = default) =>
        tableListing.ListNamesAsync(db_name, null, cancellationToken);

    public Task<Table> get_table(string? dbname, string? tbl_name, CancellationToken cancellationToken = default) =>
        tables.GetAsync(session, dbname, tbl_name, cancellationToken);

    public Task<List<Table>> get_table_objects_by_name(string? dbname, List<string>? tbl_names, CancellationToken cancellationToken = default) =>
        tables.GetManyAsync(session, new GetTablesRequest { DbName = dbname!, TblNames = tbl_names }, cancellationToken);

    public Task<List<ExtendedTableInfo>> get_tables_ext(GetTablesExtRequest? req, CancellationToken cancellationToken = default) =>
        tableListing.ListExtendedAsync(req!, cancellationToken);

    public Task<GetTableResult> get_table_req(GetTableRequest? req, CancellationToken cancellationToken = default) =>
        tables.GetAsync(session, req, cancellationToken);

    public async Task<GetTablesResult> get_table_objects_by_name_req(GetTablesRequest? req, CancellationToken cancellationToken = default) =>
        new() { Tables = await tables.GetManyAsync(session, req!, cancellationToken) };

    public Task<List<string>> get_table_names_by_filter(string? dbname, string? filter, short max_tables, CancellationToken cancellationToken = default) =>
        filteredTables.ListNamesAsync(dbname, filter, max_tables, cancellationToken);

    public Task alter_table(string? dbname, string? tbl_name, Table? new_tbl, CancellationToken cancellationToken = default) =>
        alterTable.RunAsync(new AlterTableRequest { DbName = dbname!, TableName = tbl_name!, Table = new_tbl! }, cascade: false, session, cancellationToken);

    public Task alter_table_with_environment_context(string? dbname, string? tbl_name, Table? new_tbl, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        alterTable.RunAsync(new AlterTableRequest { DbName = dbname!, TableName = tbl_name!, Table = new_tbl!, EnvironmentContext = environment_context }, cascade: false, session, cancellationToken);

    public Task alter_table_with_cascade(string? dbname, string? tbl_name, Table? new_tbl, bool cascade, CancellationToken cancellationToken = default) =>
        alterTable.RunAsync(new AlterTableRequest { DbName = dbname!, TableName = tbl_name!, Table = new_tbl! }, cascade, session, cancellationToken);

    public async Task<AlterTableResponse> alter_table_req(AlterTableRequest? req, CancellationToken cancellationToken = default)
    {
        await alterTable.RunAsync(req, cascade: false, session, cancellationToken);
        return new();
    }

    public Task<List<FieldSchema>> get_fields(string? db_name, string? table_name, CancellationToken cancellationToken = default) =>
        tables.GetFieldsAsync(null, db_name, table_name, withKeys: false, cancellationToken);

    public Task<List<FieldSchema>> get_fields_with_environment_context(string? db_name, string? table_name, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        tables.GetFieldsAsync(null, db_name, table_name, withKeys: false, cancellationToken);

    public async Task<GetFieldsResponse> get_fields_req(GetFieldsRequest? req, CancellationToken cancellationToken = default) =>
        new() { Fields = await tables.GetFieldsAsync(req!.CatName, req.DbName, req.TblName, withKeys: false, cancellationToken) };

    public Task<List<FieldSchema>> get_schema(string? db_name, string? table_name, CancellationToken cancellationToken = default) =>
        tables.GetFieldsAsync(null, db_name, table_name, withKeys: true, cancellationToken);

    public Task<List<FieldSchema>> get_schema_with_environment_context(string? db_name, string? table_name, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        tables.GetFieldsAsync(null, db_name, table_name, withKeys: true, cancellationToken);

    public async Task<GetSchemaResponse> get_schema_req(GetSchemaRequest? req, CancellationToken cancellationToken = default) =>
        new() { Fields = await tables.GetFieldsAsync(req!.CatName, req.DbName, req.TblName, withKeys: true, cancellationToken) };
}
