using Metastore.Names;
using Metastore.Storage;

namespace Metastore.SchemaRegistry;

/// <summary>The versions of schemas: columns and, perhaps, a serde. Only serde and state of a version change.</summary>
internal sealed class SchemaVersionService(Db db)
{
    /// <exception cref="AlreadyExistsException">The schema has a version of that number.</exception>
    /// <exception cref="NoSuchObjectException">There is no such schema.</exception>
    public async Task AddAsync(SchemaVersion? given, CancellationToken ct)
    {
        var name = SchemaName.From(given!.Schema);
        Store(given, name);
        await db.InTransactionAsync(
            async tx =>
            {
                var schema = await SchemaStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"No schema named {name}");
                var row = SchemaVersionRow.From(schema.Id, given);
                if (!await SchemaVersionStore.AddAsync(tx, row, ct))
                {
                    throw Errors.AlreadyExists($"Schema name {name} version {given.Version} already exists");
                }

                await SchemaVersionStore.AddColumnsAsync(tx, row, given.Cols!, ct);
                if (given.SerDe?.Name is not null)
                {
                    await SerdeService.AddAsync(tx, given.SerDe, ct);
                }
            },
            ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that schema and number.</exception>
    public async Task<SchemaVersion> GetAsync(SchemaVersionDescriptor? asked, CancellationToken ct)
    {
        var name = SchemaName.From(asked!.Schema);
        var row = await db.ReadAsync(tx => SchemaVersionStore.FindAsync(tx, name, asked.Version, ct), ct);
        return row?.ToVersion() ?? throw Errors.NoSuchObject($"No schema version {name.TextOf(asked.Version)}exists");
    }

    /// <summary>The version of the highest number.</summary>
    /// <exception cref="NoSuchObjectException">There is none.</exception>
    public async Task<SchemaVersion> GetLatestAsync(ISchemaName? asked, CancellationToken ct)
    {
        var name = SchemaName.From(asked);
        var row = await db.ReadAsync(tx => SchemaVersionStore.FindLatestAsync(tx, name, ct), ct);
        return row?.ToVersion() ?? throw Errors.NoSuchObject($"No versions of schema {name}exist");
    }

    /// <summary>All versions, the latest first.</summary>
    /// <exception cref="NoSuchObjectException">There is none.</exception>
    public async Task<List<SchemaVersion>> ListAsync(ISchemaName? asked, CancellationToken ct)
    {
        var name = SchemaName.From(asked);
        var rows = await db.ReadAsync(tx => SchemaVersionStore.ListAsync(tx, name, ct), ct);
        return rows is [] ? throw Errors.NoSuchObject($"No versions of schema {name}exist") : rows.ConvertAll(row => row.ToVersion());
    }

    /// <summary>The versions, of any schema, with a column as asked for: by name, by comment (Hive's "namespace") and by type.</summary>
    public async Task<FindSchemasByColsResp> FindAsync(FindSchemasByColsRqst? request, CancellationToken ct)
    {
        if (request is not ({ ColName: not null } or { ColNamespace: not null }))
        {
            throw Errors.Meta("You must specify column name or column namespace, else your query may be too large");
        }

        var (name, type) = (Normalize(request.ColName), Normalize(request.Type));
        var rows = await db.ReadAsync(tx => SchemaVersionStore.ListByColumnAsync(tx, name, request.ColNamespace, type, ct), ct);
        return new() { SchemaVersions = rows.ConvertAll(row => new SchemaVersionDescriptor { Schema = row.ToVersion().Schema, Version = row.Version }) };
    }

    /// <exception cref="NoSuchObjectException">There is no such version, or no serde of that name.</exception>
    public Task MapAsync(MapSchemaVersionToSerdeRequest? request, CancellationToken ct) => ChangeAsync(
        request!.SchemaVersion,
        async (tx, version) => version.SerDe = await SerdeService.FindAsync(tx, request.SerdeName, ct),
        ct);

    /// <exception cref="NoSuchObjectException">There is no such version.</exception>
    public Task SetStateAsync(SetSchemaVersionStateRequest? request, CancellationToken ct) => ChangeAsync(
        request!.SchemaVersion,
        (_, version) =>
        {
            if (request.__isset.state)
            {
                version.State = request.State;
            }

            return Task.CompletedTask;
        },
        ct);

    /// <exception cref="NoSuchObjectException">There is no such version.</exception>
    public async Task DropAsync(SchemaVersionDescriptor? asked, CancellationToken ct)
    {
        var name = SchemaName.From(asked!.Schema);
        await db.InTransactionAsync(async tx => await SchemaVersionStore.DeleteAsync(tx, await FindAsync(tx, name, asked.Version, ct), ct), ct);
    }

    private async Task ChangeAsync(SchemaVersionDescriptor? asked, Func<Tx, SchemaVersion, Task> change, CancellationToken ct)
    {
        var name = SchemaName.From(asked!.Schema);
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await FindAsync(tx, name, asked.Version, ct);
                var version = row.ToVersion();
                await change(tx, version);
                await SchemaVersionStore.UpdateAsync(tx, SchemaVersionRow.From(row.SchemaId, version), ct);
            },
            ct);
    }

    private static async Task<SchemaVersionRow> FindAsync(Tx tx, SchemaName name, int version, CancellationToken ct) =>
        await SchemaVersionStore.FindAsync(tx, name, version, ct) ?? throw Errors.NoSuchObject($"No schema version {name.TextOf(version)}");

    private static string? Normalize(string? text) => text is null ? null : Identifier.Normalize(text);

    // As it is stored, and as clients get it.
    private static void Store(SchemaVersion given, SchemaName name)
    {
        given.Schema = name.ToStruct();
        given.Cols ??= [];
        given.Cols.ForEach(column => column.Name = column.Name!.ToLowerInvariant());
        if (given.SerDe is { } serde)
        {
            serde.Parameters ??= [];
        }
    }
}
