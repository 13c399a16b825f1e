using Metastore.Constraints;
using Metastore.Names;
using Metastore.Storage;
using Thrift.Protocol;

namespace Metastore.Notifications;

/// <summary>Constraints: one event for those of a kind that are added together.</summary>
internal sealed partial class EventWriter
{
    // In Hive's order.
    private static readonly (string Kind, string Type, string List, Func<NewConstraint, ConstraintRow, TBase> Struct)[] ConstraintKinds =
    [
        (ConstraintKind.PrimaryKey, EventTypes.AddPrimaryKey, "primaryKeyListJson", (given, row) => row.ToPrimaryKey(given.Table)),
        (ConstraintKind.ForeignKey, EventTypes.AddForeignKey, "foreignKeyListJson", ToForeignKey),
        (ConstraintKind.Unique, EventTypes.AddUnique, "uniqueConstraintListJson", (given, row) => row.ToUnique(given.Table)),
        (ConstraintKind.NotNull, EventTypes.AddNotNull, "notNullConstraintListJson", (given, row) => row.ToNotNull(given.Table)),
        (ConstraintKind.Default, EventTypes.AddDefault, "defaultConstraintListJson", (given, row) => row.ToDefault(given.Table)),
        (ConstraintKind.Check, EventTypes.AddCheck, "checkConstraintListJson", (given, row) => row.ToCheck(given.Table)),
    ];

    /// <summary>What was added, each column with its row.</summary>
    public Task ConstraintsAddedAsync(Tx tx, List<NewConstraint> given, List<ConstraintRow> rows, CancellationToken ct)
    {
        if (!IsOn || rows.Count == 0)
        {
            return Nothing;
        }

        var added = given.Zip(rows).ToLookup(one => one.First.Kind);
        return AddAsync(
            tx,
            [
                .. from kind in ConstraintKinds
                   where added.Contains(kind.Kind)
                   let constraints = added[kind.Kind]
                   let table = TableOf(constraints.First().First)
                   let message = new EventMessage(tx.Now).Structs(kind.List, constraints.Select(one => kind.Struct(one.First, one.Second)))
                   select new OutboxEvent(kind.Type, table.Catalog, table.Database, table.Table, message),
            ],
            ct);
    }

    public Task ConstraintDroppedAsync(Tx tx, TableName table, string name, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx,
        new OutboxEvent(
            EventTypes.DropConstraint,
            table.Catalog,
            table.Database,
            table.Table,
            new EventMessage(tx.Now).Text("dbName", table.Database).Text("tableName", table.Table).Text("constraintName", name)),
        ct);

    // Hive counts a foreign key among the events of the table that it refers to.
    private static TableName TableOf(NewConstraint constraint) => constraint.Kind == ConstraintKind.ForeignKey ? constraint.Parent : constraint.Table;

    private static SQLForeignKey ToForeignKey(NewConstraint given, ConstraintRow row) => new()
    {
        CatName = given.Table.Catalog,
        Pktable_db = given.Parent.Database,
        Pktable_name = given.Parent.Table,
        Pkcolumn_name = row.ParentColumn,
        Fktable_db = given.Table.Database,
        Fktable_name = given.Table.Table,
        Fkcolumn_name = row.ColumnName,
        Key_seq = (int)row.Position,
        Update_rule = (int)row.UpdateRule,
        Delete_rule = (int)row.DeleteRule,
        Fk_name = row.Name,
        Pk_name = row.ParentKey,
        Enable_cstr = given.Promises.HasFlag(ConstraintPromises.Enable),
        Validate_cstr = given.Promises.HasFlag(ConstraintPromises.Validate),
        Rely_cstr = given.Promises.HasFlag(ConstraintPromises.Rely),
    };
}
