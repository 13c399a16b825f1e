using Thrift;

namespace Metastore.Bench.Wire;

/// <summary>Puts into the metastore what the questions are about, and takes it out again.</summary>
internal sealed class Loader(WireConnection connection)
{
    private const int Batch = 1000;
    private readonly HashSet<string> _failed = [];

    public void Load(WireOptions options)
    {
        Calls.CreateDatabase().Run(connection);
        for (var number = 0; number < Dataset.PlainTables; number++)
        {
            Calls.CreateTable(Dataset.Table(Dataset.PlainTable(number))).Run(connection);
            Try(Calls.SetStatistics(Dataset.PlainTable(number)));
        }

        for (var worker = 0; worker < options.Connections; worker++)
        {
            Calls.CreateTable(Dataset.Table(Dataset.WorkersTable("altered", worker))).Run(connection);
            Calls.CreateTable(Dataset.Table(Dataset.WorkersTable("added", worker), partitioned: true)).Run(connection);
        }

        foreach (var partitions in options.Partitions)
        {
            LoadPartitions(partitions);
        }
    }

    public void Clear() => Calls.DropDatabase().Run(connection);

    private void LoadPartitions(int partitions)
    {
        var table = Dataset.PartitionedTable(partitions);
        Calls.CreateTable(Dataset.Table(table, partitioned: true)).Run(connection);
        for (var first = 0; first < partitions; first += Batch)
        {
            Try(Calls.AddPartitions(table, first, Math.Min(Batch, partitions - first)));
        }
    }

    // What a metastore can't load shows again in the answers to the questions about it; the others are asked all the same.
    private void Try(Request request)
    {
        try
        {
            request.Run(connection);
        }
        catch (Exception e) when (e is TException or BenchException)
        {
            if (_failed.Add(BenchException.TextOf(e)))
            {
                Console.Error.WriteLine($"While loading: {BenchException.TextOf(e)}");
            }
        }
    }
}
