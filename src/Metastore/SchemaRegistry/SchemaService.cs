using Metastore.Databases;
using Metastore.Names;
using Metastore.Storage;

namespace Metastore.SchemaRegistry;

/// <summary>Schemas that are kept apart from tables; each has versions. Hive's listener logs no events of them.</summary>
internal sealed class SchemaService(Db db, Ids ids)
{
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    /// <exception cref="NoSuchObjectException">There is no such database.</exception>
    public async Task CreateAsync(ISchema? given, CancellationToken ct)
    {
        if (given is not { __isset: { schemaType: true, compatibility: true, validationLevel: true } })
        {
            throw Errors.Internal();
        }

        var name = DatabaseName.From(given.CatName, given.DbName);
        await db.InTransactionAsync(
            async tx =>
            {
                var database = await DatabaseStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"There is no database {name}");
                if (!await SchemaStore.AddAsync(tx, SchemaRow.From(ids.Next(), database.Id, Stored(given, name)), ct))
                {
                    throw Errors.AlreadyExists($"Schema with name {given.DbName}.{given.Name} already exists");
                }
            },
            ct);
    }

    /// <summary>Changes all but name and type; group and description stay where the request has none.</summary>
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task AlterAsync(AlterISchemaRequest? request, CancellationToken ct)
    {
        var name = SchemaName.From(request!.Name);
        if (request.NewSchema is not { __isset: { compatibility: true, validationLevel: true } } changed)
        {
            throw Errors.Internal();
        }

        await db.InTransactionAsync(
            async tx =>
            {
                var row = await SchemaStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"Could not find schema {name}");
                var schema = row.ToSchema();
                schema.Compatibility = changed.Compatibility;
                schema.ValidationLevel = changed.ValidationLevel;
                schema.CanEvolve = changed.CanEvolve;
                schema.SchemaGroup = changed.SchemaGroup ?? schema.SchemaGroup;
                schema.Description = changed.Description ?? schema.Description;
                await SchemaStore.UpdateAsync(tx, SchemaRow.From(row.Id, row.DatabaseId, schema), ct);
            },
            ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<ISchema> GetAsync(ISchemaName? asked, CancellationToken ct)
    {
        var name = SchemaName.From(asked);
        var row = await db.ReadAsync(tx => SchemaStore.FindAsync(tx, name, ct), ct);
        return row?.ToSchema() ?? throw Errors.NoSuchObject($"No schema named {name} exists");
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    /// <exception cref="InvalidOperationException">It has a version.</exception>
    public async Task DropAsync(ISchemaName? asked, CancellationToken ct)
    {
        var name = SchemaName.From(asked);
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await SchemaStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"Schema {name} does not exist");
                if (await SchemaVersionStore.FindLatestAsync(tx, name, ct) is not null)
                {
                    throw Errors.InvalidOperation($"Schema {name} cannot be dropped, it has at least one valid version");
                }

                await SchemaStore.DeleteAsync(tx, row.Id, ct);
            },
            ct);
    }

    private static ISchema Stored(ISchema given, DatabaseName database) => new()
    {
        SchemaType = given.SchemaType,
        Name = Identifier.Normalize(given.Name!),
        CatName = database.Catalog,
        DbName = database.Database,
        Compatibility = given.Compatibility,
        ValidationLevel = given.ValidationLevel,
        CanEvolve = given.CanEvolve,
        SchemaGroup = given.SchemaGroup,
        Description = given.Description,
    };
}
