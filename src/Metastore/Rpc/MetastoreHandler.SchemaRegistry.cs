namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_ischema(ISchema? schema, CancellationToken cancellationToken = default) => schemas.CreateAsync(schema, cancellationToken);

    public Task alter_ischema(AlterISchemaRequest? rqst, CancellationToken cancellationToken = default) => schemas.AlterAsync(rqst, cancellationToken);

    public Task<ISchema> get_ischema(ISchemaName? name, CancellationToken cancellationToken = default) => schemas.GetAsync(name, cancellationToken);

    public Task drop_ischema(ISchemaName? name, CancellationToken cancellationToken = default) => schemas.DropAsync(name, cancellationToken);

    public Task add_schema_version(SchemaVersion? schemaVersion, CancellationToken cancellationToken = default) => schemaVersions.AddAsync(schemaVersion, cancellationToken);

    public Task<SchemaVersion> get_schema_version(SchemaVersionDescriptor? schemaVersion, CancellationToken cancellationToken = default) => schemaVersions.GetAsync(schemaVersion, cancellationToken);

    public Task<SchemaVersion> get_schema_latest_version(ISchemaName? schemaName, CancellationToken cancellationToken = default) => schemaVersions.GetLatestAsync(schemaName, cancellationToken);

    public Task<List<SchemaVersion>> get_schema_all_versions(ISchemaName? schemaName, CancellationToken cancellationToken = default) => schemaVersions.ListAsync(schemaName, cancellationToken);

    public Task drop_schema_version(SchemaVersionDescriptor? schemaVersion, CancellationToken cancellationToken = default) => schemaVersions.DropAsync(schemaVersion, cancellationToken);

    public Task<FindSchemasByColsResp> get_schemas_by_cols(FindSchemasByColsRqst? rqst, CancellationToken cancellationToken = default) => schemaVersions.FindAsync(rqst, cancellationToken);

    public Task map_schema_version_to_serde(MapSchemaVersionToSerdeRequest? rqst, CancellationToken cancellationToken = default) => schemaVersions.MapAsync(rqst, cancellationToken);

    public Task set_schema_version_state(SetSchemaVersionStateRequest? rqst, CancellationToken cancellationToken = default) => schemaVersions.SetStateAsync(rqst, cancellationToken);

    public Task add_serde(SerDeInfo? serde, CancellationToken cancellationToken = default) => serdes.AddAsync(serde, cancellationToken);

    public Task<SerDeInfo> get_serde(GetSerdeRequest? rqst, CancellationToken cancellationToken = default) => serdes.GetAsync(rqst, cancellationToken);
}
