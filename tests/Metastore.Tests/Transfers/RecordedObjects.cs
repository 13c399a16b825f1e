using Metastore.Names;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Tests.Conformance;
using Thrift.Protocol;

namespace Metastore.Tests.Transfers;

/// <summary>The objects that a real Hive metastore answered while it was recorded, each as it was answered last.</summary>
internal sealed class RecordedObjects
{
    private const short Success = 0;

    private RecordedObjects()
    {
    }

    public SortedDictionary<string, Database> Databases { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Database, string Name), Table> Tables { get; } = [];

    public Dictionary<(string Database, string Table), SortedDictionary<string, Partition>> Partitions { get; } = [];

    public Dictionary<(string Database, string Name), Function> Functions { get; } = [];

    public Dictionary<(string Database, string Table), List<ColumnStatisticsObj>> Statistics { get; } = [];

    public static RecordedObjects Of(Recording recording)
    {
        var objects = new RecordedObjects();
        foreach (var call in recording.Calls.Where(call => call.Reply is not null))
        {
            var reply = WireReader.ReadMessage(call.Reply);
            if (reply.Type == WireMessageType.Reply && reply.Body.TryGetValue(Success, out var success))
            {
                objects.Keep(call, success);
            }
        }

        objects.KeepWhole();
        return objects;
    }

    private void Keep(RecordedCall call, WireValue answer)
    {
        switch (call.Method)
        {
            case "get_database" when As<Database>(answer) is { CatalogName: null or CatalogName.Default }:
                Keep(Databases, database => database.Name!, As<Database>(answer));
                break;
            case "get_table":
                Keep(Tables, table => (table.DbName!, table.TableName!), As<Table>(answer));
                break;
            case "get_table_req":
                Keep(Tables, table => (table.DbName!, table.TableName!), As<GetTableResult>(answer).Table!);
                break;
            case "get_function":
                Keep(Functions, function => (function.DbName!, function.FunctionName!), As<Function>(answer));
                break;
            case "get_table_statistics_req":
                var asked = As<TableStatsRequest>(WireReader.ReadMessage(call.Request).Body[1]);
                Statistics[(asked.DbName!, asked.TblName!)] = As<TableStatsResult>(answer).TableStats!;
                break;
            case "get_partition" or "get_partition_by_name":
                Keep(As<Partition>(answer));
                break;
            case "get_partitions" or "get_partitions_by_names" or "get_partitions_by_filter" or "get_partitions_ps" or "get_partitions_ps_with_auth":
                ((WireList)answer.Content).Items.ToList().ForEach(item => Keep(As<Partition>(item)));
                break;
        }
    }

    private static void Keep<TKey, T>(IDictionary<TKey, T> objects, Func<T, TKey> key, T value) => objects[key(value)] = value;

    private void Keep(Partition partition)
    {
        if (Tables.TryGetValue((partition.DbName!, partition.TableName!), out var table) && table.PartitionKeys!.Count == partition.Values!.Count)
        {
            var key = (table.DbName!, table.TableName!);
            (Partitions.TryGetValue(key, out var known) ? known : Partitions[key] = new(StringComparer.Ordinal))[PartitionName.Make(table.PartitionKeys, partition.Values)] = partition;
        }
    }

    // Not what belongs to something that was not asked for, or to an earlier table of the same name.
    private void KeepWhole()
    {
        foreach (var (key, table) in Tables.ToList())
        {
            if (!Databases.ContainsKey(key.Database) || (table.CatName ?? CatalogName.Default) != CatalogName.Default)
            {
                Tables.Remove(key);
            }
            else if (Partitions.TryGetValue(key, out var partitions))
            {
                partitions.Where(partition => partition.Value.CreateTime < table.CreateTime).Select(partition => partition.Key).ToList().ForEach(name => partitions.Remove(name));
            }
        }

        // A materialized view holds the tables that it is made from, as they were when it was answered.
        var sources = Tables.Values.SelectMany(table => table.CreationMetadata?.SourceTables ?? []).Select(source => source.Table!).ToList();
        sources.ForEach(table => Tables[(table.DbName!, table.TableName!)] = table);
        Functions.Keys.Where(key => !Databases.ContainsKey(key.Database)).ToList().ForEach(key => Functions.Remove(key));
    }

    private static T As<T>(WireValue value)
        where T : TBase, new()
    {
        const int HeadOfNamelessMessage = 12;
        return ThriftBinary.Read<T>(WireWriter.Write(new WireMessage("", WireMessageType.Reply, 0, (WireStruct)value.Content))[HeadOfNamelessMessage..]);
    }
}
