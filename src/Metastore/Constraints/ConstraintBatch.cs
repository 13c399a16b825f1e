using Metastore.Names;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Constraints;

/// <summary>The rules for adding constraints, and the rows that come of it; one per transaction.</summary>
internal sealed class ConstraintBatch(Tx tx, Ids ids)
{
    private readonly Dictionary<TableName, ConstrainedTable> _tables = [];

    public List<ConstraintRow> Rows { get; } = [];

    /// <summary>Adds one column of a constraint that is no foreign key.</summary>
    public async Task AddAsync(NewConstraint constraint, CancellationToken ct)
    {
        var table = await FindAsync(constraint.Table, "Parent", ct);
        var hasColumn = constraint.Column is not null && table.HasColumn(constraint.Column);
        if (!hasColumn && ConstraintKind.NeedsColumn(constraint.Kind))
        {
            throw Errors.InvalidObject($"Parent column not found: {constraint.Column}");
        }

        var name = constraint.Name ?? NameSoFar(constraint) ?? table.MakeName(
            constraint.Kind, tx.NowMillis, constraint.Table.Database, constraint.Table.Table, constraint.Column);
        if (constraint.Kind == ConstraintKind.PrimaryKey)
        {
            table.RequireNoPrimaryKey(otherThan: name);
        }

        table.RequireFree(name, constraint);
        Add(table, Row(constraint, table, name) with { ColumnName = hasColumn ? constraint.Column : null });
    }

    /// <summary>Adds a foreign key, given by its columns.</summary>
    /// <remarks>Hive <c>ObjectStore.addForeignKeys</c>.</remarks>
    public async Task AddForeignKeyAsync(List<NewConstraint> columns, CancellationToken ct)
    {
        var child = await FindAsync(columns[0].Table, "Child", ct);
        var parent = await FindAsync(columns[0].Parent, "Parent", ct);
        var keys = new ReferableKeys(parent);
        columns.ForEach(column => RequireColumns(column, child, parent));
        var key = keys.Find(columns, child);
        foreach (var column in columns)
        {
            var name = column.Name ?? NameSoFar(column) ?? parent.MakeName(
                column.Kind,
                tx.NowMillis,
                column.Table.Database,
                column.Table.Table,
                column.Parent.Database,
                column.Parent.Table,
                column.ParentColumn,
                column.Column);
            parent.RequireFree(name, column);
            Add(parent, Row(column, child, name) with { ParentId = parent.Id, ParentColumn = column.ParentColumn, ParentKey = key });
        }
    }

    private static void RequireColumns(NewConstraint column, ConstrainedTable child, ConstrainedTable parent)
    {
        if (!child.HasColumn(column.Column!))
        {
            throw Errors.InvalidObject($"Child column not found: {column.Column}");
        }

        if (!parent.HasColumn(column.ParentColumn!))
        {
            throw Errors.InvalidObject($"Parent column not found: {column.ParentColumn}");
        }
    }

    // The columns of a nameless key come one after the other, the first of them with position 1.
    private string? NameSoFar(NewConstraint constraint) =>
        ConstraintKind.IsKey(constraint.Kind) && constraint.Position != 1 && Rows.LastOrDefault() is { } last && last.Kind == constraint.Kind
            ? last.Name
            : null;

    private async Task<ConstrainedTable> FindAsync(TableName name, string role, CancellationToken ct)
    {
        if (!_tables.TryGetValue(name, out var table))
        {
            var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.InvalidObject($"{role} table not found: {name.Table}");
            table = new ConstrainedTable(row, await ConstraintStore.ListAroundAsync(tx, row.Id, ct));
            _tables.Add(name, table);
        }

        return table;
    }

    private ConstraintRow Row(NewConstraint constraint, ConstrainedTable table, string name) => new()
    {
        TableId = table.Id,
        Id = ids.Next(),
        Kind = constraint.Kind,
        Name = name,
        Position = constraint.Position,
        ColumnName = constraint.Column,
        Promises = (long)constraint.Promises,
        Expression = constraint.Expression,
        UpdateRule = constraint.UpdateRule,
        DeleteRule = constraint.DeleteRule,
    };

    private void Add(ConstrainedTable owner, ConstraintRow row)
    {
        owner.Add(row);
        Rows.Add(row);
    }
}
