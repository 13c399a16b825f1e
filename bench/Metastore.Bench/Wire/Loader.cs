using Thrift;

namespace Metastore.Bench.Wire;

/// <summary>Puts into the metastore what the questions are about, and takes it out again.</summary>
internal sealed class Loader(WireConnection connection)
{
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
            Array.ForEach([.. Calls.CreatePartitioned(Dataset.WorkersTable("added", worker), 1)], Try);
        }

        foreach (var partitions in options.Partitions)
        {
            Array.ForEach([.. Calls.CreatePartitioned(Dataset.PartitionedTable(partitions), partitions)], Try);
        }
    }

    public void Clear() => Calls.DropDatabase().Run(connection);

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
