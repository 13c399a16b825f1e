using Metastore.Names;
using Metastore.Partitions;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Notifications;

/// <summary>Column statistics, which Hive tells of since 4.0: one event for the table, one for each partition.</summary>
internal sealed partial class EventWriter
{
    public Task TableStatisticsUpdatedAsync(Tx tx, Table table, GivenStatistics given, long writeId, CancellationToken ct) => !TellsStatistics ? Nothing : AddAsync(
        tx, Of(EventTypes.UpdateTableStatistics, table, About(tx, table, given, writeId).Map("parameters", table.Parameters)), ct);

    /// <summary>The partitions with the parameters that they have now.</summary>
    public Task PartitionStatisticsUpdatedAsync(
        Tx tx, Table table, IEnumerable<(GivenStatistics Given, Dictionary<string, string>? Parameters)> updated, long writeId, CancellationToken ct) => !TellsStatistics ? Nothing : AddAsync(
        tx,
        [
            .. updated.Select(one => Of(
                EventTypes.UpdatePartitionStatistics,
                table,
                About(tx, table, one.Given, writeId).Map("parameters", one.Parameters).Texts("partVals", ValuesOf(table, one.Given.Partition!)))),
        ],
        ct);

    /// <summary>One event for each column, or one for all (null).</summary>
    public Task TableStatisticsDeletedAsync(Tx tx, TableName table, IEnumerable<string>? columns, CancellationToken ct) => !TellsStatistics ? Nothing : AddAsync(
        tx, [.. ColumnsOf(columns).Select(column => Deleted(EventTypes.DeleteTableStatistics, table, new EventMessage(tx.Now).Text("colName", column)))], ct);

    /// <inheritdoc cref="TableStatisticsDeletedAsync"/>
    public Task PartitionStatisticsDeletedAsync(Tx tx, TableRow row, IEnumerable<string> partitions, IEnumerable<string>? columns, CancellationToken ct) => !TellsStatistics ? Nothing : AddAsync(
        tx,
        [
            .. from partition in partitions
               let values = ValuesOf(row.ToTable(), partition)
               from column in ColumnsOf(columns)
               let message = new EventMessage(tx.Now).Text("colName", column).Text("partName", partition).Texts("partValues", values)
               select Deleted(EventTypes.DeletePartitionStatistics, row.FullName, message),
        ],
        ct);

    private static OutboxEvent Deleted(string type, TableName table, EventMessage message) =>
        new(type, table.Catalog, table.Database, table.Table, message.Text("catalog", table.Catalog).Text("database", table.Database));

    private static EventMessage About(Tx tx, Table table, GivenStatistics given, long writeId) => new EventMessage(tx.Now)
        .Number("writeId", writeId)
        .Text("catalog", table.CatName)
        .Text("database", table.DbName)
        .Struct("colStatsJson", given.ToStatistics(tx.Now))
        .Struct("tableObjJson", table);

    private static IEnumerable<string?> ColumnsOf(IEnumerable<string>? columns) => columns ?? [null!];

    private static List<string> ValuesOf(Table table, string partition) => PartitionName.ReadValues(partition, table.PartitionKeys ?? [], Errors.Meta);
}
