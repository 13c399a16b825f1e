using Metastore.Names;
using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Constraints;

/// <summary>Constraints: told to planners, never enforced here. Whatever does not exist has none, so that reading one never fails.</summary>
internal sealed class ConstraintService(Db db, AddConstraints adding, EventWriter events)
{
    public async Task<PrimaryKeysResponse> GetPrimaryKeysAsync(PrimaryKeysRequest request, CancellationToken ct)
    {
        var (table, rows) = await ListAsync(request.CatName, request.Db_name, request.Tbl_name, ConstraintKind.PrimaryKey, ct);
        return new() { PrimaryKeys = rows.ConvertAll(row => row.ToPrimaryKey(table)) };
    }

    public async Task<UniqueConstraintsResponse> GetUniqueAsync(UniqueConstraintsRequest request, CancellationToken ct)
    {
        var (table, rows) = await ListAsync(request.CatName, request.Db_name, request.Tbl_name, ConstraintKind.Unique, ct);
        return new() { UniqueConstraints = rows.ConvertAll(row => row.ToUnique(table)) };
    }

    public async Task<NotNullConstraintsResponse> GetNotNullAsync(NotNullConstraintsRequest request, CancellationToken ct)
    {
        var (table, rows) = await ListAsync(request.CatName, request.Db_name, request.Tbl_name, ConstraintKind.NotNull, ct);
        return new() { NotNullConstraints = rows.ConvertAll(row => row.ToNotNull(table)) };
    }

    public async Task<DefaultConstraintsResponse> GetDefaultsAsync(DefaultConstraintsRequest request, CancellationToken ct)
    {
        var (table, rows) = await ListAsync(request.CatName, request.Db_name, request.Tbl_name, ConstraintKind.Default, ct);
        return new() { DefaultConstraints = rows.ConvertAll(row => row.ToDefault(table)) };
    }

    public async Task<CheckConstraintsResponse> GetChecksAsync(CheckConstraintsRequest request, CancellationToken ct)
    {
        var (table, rows) = await ListAsync(request.CatName, request.Db_name, request.Tbl_name, ConstraintKind.Check, ct);
        return new() { CheckConstraints = rows.ConvertAll(row => row.ToCheck(table)) };
    }

    /// <summary>The foreign keys of a table, to a table, or both; with neither, all of the catalog.</summary>
    public async Task<ForeignKeysResponse> GetForeignKeysAsync(ForeignKeysRequest request, CancellationToken ct)
    {
        var rows = await db.ReadAsync(
            tx => ConstraintStore.ListForeignKeysAsync(
                tx,
                CatalogName.From(request.CatName).Name,
                Normal(request.Foreign_db_name),
                Normal(request.Foreign_tbl_name),
                Normal(request.Parent_db_name),
                Normal(request.Parent_tbl_name),
                ct),
            ct);
        return new() { ForeignKeys = rows.ConvertAll(row => row.ToForeignKey()) };
    }

    /// <summary>All that a table has, all six lists there.</summary>
    public async Task<AllTableConstraintsResponse> GetAllAsync(AllTableConstraintsRequest request, CancellationToken ct)
    {
        var table = TableName.From(request.CatName, request.DbName, request.TblName);
        var (rows, foreignKeys) = await db.ReadAsync(
            async tx => (
                await ConstraintStore.ListAsync(tx, table, ct),
                await ConstraintStore.ListForeignKeysAsync(tx, table.Catalog, table.Database, table.Table, null, null, ct)),
            ct);
        var constraints = new SQLAllTableConstraints
        {
            PrimaryKeys = [.. OfKind(ConstraintKind.PrimaryKey).Select(row => row.ToPrimaryKey(table))],
            ForeignKeys = foreignKeys.ConvertAll(row => row.ToForeignKey()),
            UniqueConstraints = [.. OfKind(ConstraintKind.Unique).Select(row => row.ToUnique(table))],
            NotNullConstraints = [.. OfKind(ConstraintKind.NotNull).Select(row => row.ToNotNull(table))],
            DefaultConstraints = [.. OfKind(ConstraintKind.Default).Select(row => row.ToDefault(table))],
            CheckConstraints = [.. OfKind(ConstraintKind.Check).Select(row => row.ToCheck(table))],
        };
        return new() { AllTableConstraints = constraints };

        IEnumerable<ConstraintRow> OfKind(string kind) => rows.Where(row => row.Kind == kind);
    }

    /// <inheritdoc cref="AddConstraints.AddAsync(Tx, List{NewConstraint}, CancellationToken)"/>
    public Task AddAsync(IEnumerable<NewConstraint> constraints, CancellationToken ct)
    {
        List<NewConstraint> all = [.. constraints];
        return db.InTransactionAsync(tx => adding.AddAsync(tx, all, ct), ct);
    }

    /// <summary>Drops a constraint that the table has, or a foreign key that refers to it; with a key go the foreign keys that refer to it.</summary>
    /// <exception cref="InvalidObjectException">There is none of that name: undeclared, as Hive has it.</exception>
    public Task DropAsync(DropConstraintRequest request, CancellationToken ct)
    {
        var table = TableName.From(request.CatName, request.Dbname, request.Tablename);
        var name = Identifier.Normalize(request.Constraintname!);
        return db.InTransactionAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, table, ct);
                if (row is null || !await DropConstraints.OfNameAsync(tx, row.Id, name, ct))
                {
                    throw Errors.InvalidObject(
                        $"The constraint: {request.Constraintname} does not exist for the associated table: {table.Database}.{table.Table}");
                }

                await events.ConstraintDroppedAsync(tx, table, name, ct);
            },
            ct);
    }

    private static string? Normal(string? name) => name is null ? null : Identifier.Normalize(name);

    private async Task<(TableName Table, List<ConstraintRow> Rows)> ListAsync(
        string? catalog, string? database, string? table, string kind, CancellationToken ct)
    {
        var name = TableName.From(catalog, database, table);
        return (name, await db.ReadAsync(tx => ConstraintStore.ListAsync(tx, name, kind, ct), ct));
    }
}
