namespace Metastore.Constraints;

/// <summary>The keys of a table that a foreign key may refer to, told apart by their columns and types: <c>a:int;b:string;</c>.</summary>
internal sealed class ReferableKeys
{
    private readonly ConstrainedTable _parent;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <exception cref="MetaException">There is none.</exception>
    public ReferableKeys(ConstrainedTable parent)
    {
        _parent = parent;
        foreach (var key in parent.Keys.OrderBy(row => row.Position).GroupBy(row => row.Name, StringComparer.Ordinal))
        {
            _names.TryAdd(string.Concat(key.Select(row => Signature(row.ColumnName!, parent.TypeOf(row.ColumnName!)))), key.Key);
        }

        if (_names.Count == 0)
        {
            throw Errors.Meta("Trying to define foreign key but there are no primary keys or unique keys for referenced table");
        }
    }

    /// <summary>The name of the key that a foreign key of this table refers to.</summary>
    /// <exception cref="MetaException">There is none with these columns and the types of the foreign key, or it is the foreign key itself.</exception>
    public string Find(List<NewConstraint> columns, ConstrainedTable child)
    {
        var referenced = string.Concat(columns.Select(column => Signature(column.ParentColumn!, child.TypeOf(column.Column!))));
        if (!_names.TryGetValue(referenced, out var name))
        {
            throw Errors.Meta(
                $"Foreign key references {referenced} but no corresponding primary key or unique key exists. Possible keys: [{string.Join(", ", _names.Keys)}]");
        }

        if (child.Id == _parent.Id && columns.TrueForAll(column => column.Column == column.ParentColumn))
        {
            throw Errors.Meta($"Cannot be both foreign key and primary/unique key on same table: {referenced}");
        }

        return name;
    }

    private static string Signature(string column, string type) => $"{column}:{type};";
}
