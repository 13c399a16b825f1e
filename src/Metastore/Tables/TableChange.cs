using Metastore.Names;
using Metastore.Statistics;

namespace Metastore.Tables;

/// <summary>What a client wants of a table that is there.</summary>
/// <param name="Name">The table's name now.</param>
/// <param name="Given">The table as it shall be.</param>
/// <param name="Context">The properties of the environment context.</param>
/// <param name="Expected">What must still be so.</param>
/// <param name="Cascade">Whether the partitions get the new columns, too.</param>
internal sealed record TableChange(TableName Name, Table Given, Dictionary<string, string> Context, ExpectedParameter? Expected, bool Cascade)
{
    /// <summary>The write id of a transaction that changes the table; negative for none.</summary>
    public long WriteId { get; init; } = -1;

    /// <summary>What that transaction sees of the table's writes; null for none.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Whether columns may be given any type.</summary>
    public bool MayChangeTypes { get; init; }

    /// <summary>The table's name when it is done.</summary>
    public TableName Target { get; } = TableName.From(Given.CatName ?? Name.Catalog, Given.DbName, Given.TableName);

    public bool IsRename => Target != Name;

    /// <summary>The table to store: id, creation time and what a materialized view is made from stay as they were.</summary>
    public Table ToTable(Table old, int now)
    {
        var table = TableShape.Of(Given, Target, old.Id, old.CreateTime);
        table.Parameters!.TryAdd(TableShape.LastDdlTime, $"{now}");
        table.CreationMetadata = old.CreationMetadata;
        if (TransactionalRules.IsTransactional(table.Parameters) && WriteId > 0)
        {
            table.WriteId = WriteId;
            if (!TransactionalState.CanVouch(old, old.WriteId, Snapshot))
            {
                ColumnStatsAccurate.Clear(table.Parameters);
            }
        }

        if (table.Sd?.Location is { Length: > 0 } location)
        {
            table.Sd.Location = Warehouse.Location.Qualify(location);
        }

        return table;
    }
}
