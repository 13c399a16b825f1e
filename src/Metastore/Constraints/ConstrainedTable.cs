using Metastore.Names;
using Metastore.Tables;

namespace Metastore.Constraints;

/// <summary>A table while constraints are added: its columns, the constraints it has and those it gets.</summary>
internal sealed class ConstrainedTable
{
    private const int HashBits = 0xfffffff;
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly List<ConstraintRow> _before;
    private readonly List<ConstraintRow> _added = [];

    /// <summary><paramref name="constraints"/> are the table's and the foreign keys that refer to it.</summary>
    public ConstrainedTable(TableRow row, List<ConstraintRow> constraints)
    {
        var table = row.ToTable();
        foreach (var column in (table.Sd?.Cols ?? []).Concat(table.PartitionKeys ?? []))
        {
            _types.TryAdd(column.Name!, column.Type ?? "");
        }

        (Id, Name, _before) = (row.Id, row.FullName, constraints.FindAll(constraint => (constraint.ParentId ?? constraint.TableId) == row.Id));
    }

    public long Id { get; }

    public TableName Name { get; }

    /// <summary>The primary key and the unique constraints, column by column.</summary>
    public IEnumerable<ConstraintRow> Keys => All.Where(row => row.Kind is ConstraintKind.PrimaryKey or ConstraintKind.Unique);

    private IEnumerable<ConstraintRow> All => _before.Concat(_added);

    public bool HasColumn(string column) => _types.ContainsKey(column);

    public string TypeOf(string column) => _types.GetValueOrDefault(column, "");

    /// <summary>Keeps in mind that the table, or a foreign key that refers to it, gets this column of a constraint.</summary>
    public void Add(ConstraintRow row) => _added.Add(row);

    /// <exception cref="MetaException">The table has another primary key.</exception>
    public void RequireNoPrimaryKey(string? otherThan)
    {
        if (_before.Exists(row => row.Kind == ConstraintKind.PrimaryKey)
            || _added.Exists(row => row.Kind == ConstraintKind.PrimaryKey && row.Name != otherThan))
        {
            throw Errors.Meta($" Primary key already exists for: {Name}");
        }
    }

    /// <summary>A foreign key's name must be free at the table that it refers to, any other's at its own.</summary>
    /// <exception cref="InvalidObjectException">The name is another constraint's.</exception>
    public void RequireFree(string name, NewConstraint constraint)
    {
        if (_before.Exists(row => row.Name == name)
            || _added.Exists(row => row.Name == name && (row.Kind != constraint.Kind || row.Position == constraint.Position)))
        {
            throw Errors.InvalidObject($"Constraint name already exists: {Name.Database}.{Name.Table}.{name}");
        }
    }

    /// <summary>A free name such as <c>pk_147881857_1795414313636_0</c>: kind, hash of <paramref name="parts"/>, time, number.</summary>
    /// <remarks>Hive <c>ObjectStore.generateConstraintName</c>.</remarks>
    public string MakeName(string kind, long millis, params string?[] parts)
    {
        var hash = JavaHash.Of($"{{{string.Join(',', parts)},{kind}}}") & HashBits;
        for (var number = 0; ; number++)
        {
            var name = $"{kind}_{hash}_{millis}_{number}";
            if (!All.Any(row => row.Name == name))
            {
                return name;
            }
        }
    }
}
