using Metastore.Notifications;
using Metastore.Storage;

namespace Metastore.Constraints;

/// <summary>Adds constraints, alone or with a new table, as part of the caller's transaction.</summary>
internal sealed class AddConstraints(Ids ids, EventWriter events)
{
    /// <summary>
    /// Adds the constraints that a request for a new table brings along. To be called in the transaction that makes the table, after its row
    /// has been added; <paramref name="table"/> is the table as stored. Null lists are empty ones; with none nothing is asked of the database.
    /// </summary>
    /// <exception cref="InvalidObjectException">A table or column does not exist, or a name is taken.</exception>
    /// <exception cref="MetaException">A foreign key refers to what is no key, there is a primary key, or a name is missing.</exception>
    /// <remarks>Hive <c>ObjectStore.createTableWithConstraints</c>; here keys come before the foreign keys, which may refer to them.</remarks>
    public Task AddAsync(Tx tx, Table table, CreateTableRequest request, CancellationToken ct) => AddAsync(
        tx,
        [
            .. (request.PrimaryKeys ?? []).Select(key => NewConstraint.From(key, table)),
            .. (request.UniqueConstraints ?? []).Select(key => NewConstraint.From(key, table)),
            .. (request.ForeignKeys ?? []).Select(key => NewConstraint.From(key, table)),
            .. (request.NotNullConstraints ?? []).Select(constraint => NewConstraint.From(constraint, table)),
            .. (request.DefaultConstraints ?? []).Select(constraint => NewConstraint.From(constraint, table)),
            .. (request.CheckConstraints ?? []).Select(constraint => NewConstraint.From(constraint, table)),
        ],
        ct);

    /// <summary>Adds constraints to tables that are there; the columns of one key follow each other.</summary>
    /// <inheritdoc cref="AddAsync(Tx, Table, CreateTableRequest, CancellationToken)" path="/exception"/>
    public async Task AddAsync(Tx tx, List<NewConstraint> constraints, CancellationToken ct)
    {
        var batch = new ConstraintBatch(tx, ids);
        RequireOneCatalog(constraints);
        for (var i = 0; i < constraints.Count; i++)
        {
            if (constraints[i].Kind != ConstraintKind.ForeignKey)
            {
                await batch.AddAsync(constraints[i], ct);
                continue;
            }

            var columns = ForeignKeyAt(constraints, i);
            await batch.AddForeignKeyAsync(columns, ct);
            i += columns.Count - 1;
        }

        await ConstraintStore.AddAsync(tx, batch.Rows, ct);
        await events.ConstraintsAddedAsync(tx, constraints, batch.Rows, ct);
    }

    private static void RequireOneCatalog(List<NewConstraint> constraints)
    {
        var keys = constraints.FindAll(constraint => constraint.Kind == ConstraintKind.ForeignKey);
        if (keys.Exists(key => key.Table.Catalog != keys[0].Table.Catalog))
        {
            throw Errors.InvalidObject("Foreign keys cannot span catalogs");
        }
    }

    private static List<NewConstraint> ForeignKeyAt(List<NewConstraint> constraints, int start) =>
        [constraints[start], .. constraints.Skip(start + 1).TakeWhile(column => column.Kind == ConstraintKind.ForeignKey && column.Position != 1)];
}
