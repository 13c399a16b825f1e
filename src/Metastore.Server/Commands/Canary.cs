using System.Diagnostics;
using Metastore.Rpc;
using Metastore.Server.Remote;

namespace Metastore.Server.Commands;

/// <summary>The use of a metastore in small: what Cloudera's manager does to learn whether one is well.</summary>
internal sealed class Canary
{
    private const string TableName = "canary";
    private readonly string _database = $"metastore_canary_{Guid.NewGuid():N}";
    private readonly List<CanaryStep> _steps = [];
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _ct;

    private Canary(TimeSpan timeout, CancellationToken ct) => (_timeout, _ct) = (timeout, ct);

    private bool IsWell => _steps.All(step => step.Fault is null);

    /// <summary>Goes through all steps, and stops at the first that fails; what it made is dropped in any case.</summary>
    public static async Task<IReadOnlyList<CanaryStep>> RunAsync(RemoteAddress address, TimeSpan timeout, CancellationToken ct)
    {
        var canary = new Canary(timeout, ct);
        RemoteMetastore? remote = null;
        await canary.StepAsync("connect", async _ => remote = await RemoteMetastore.ConnectAsync(address, timeout, ct));
        if (remote is not null)
        {
            using (remote)
            {
                await canary.UseAsync(remote.Client);
            }
        }

        return canary._steps;
    }

    private async Task UseAsync(ThriftHiveMetastore.Client client)
    {
        await StepAsync("look for a database that isn't there", MissAsync);
        await StepAsync("create a database", ct => client.create_database(new Database { Name = _database, Description = "Made by a check, dropped at its end" }, ct));
        var isMade = IsWell;
        await StepAsync("create a table", ct => client.create_table(NewTable(), ct));
        await StepAsync("add partitions", ct => client.add_partitions([NewPartition("2026-01-01", "1"), NewPartition("2026-01-01", "2"), NewPartition("2026-01-02", "1")], ct));
        await StepAsync("list partitions", ListAsync);
        await StepAsync("drop the table", ct => client.drop_table(_database, TableName, true, ct));
        await StepAsync("drop the database", ct => client.drop_database(_database, true, true, ct), evenWhenIll: isMade);

        async Task MissAsync(CancellationToken ct)
        {
            try
            {
                await client.get_database(_database, ct);
                throw new System.InvalidOperationException("It is there");
            }
            catch (NoSuchObjectException)
            {
                // As it should be.
            }
        }

        async Task ListAsync(CancellationToken ct)
        {
            var found = await client.get_partitions(_database, TableName, -1, ct);
            if (found.Count != 3)
            {
                throw new System.InvalidOperationException($"{found.Count} partitions instead of 3");
            }
        }
    }

    private async Task StepAsync(string name, Func<CancellationToken, Task> step, bool evenWhenIll = false)
    {
        if (!IsWell && !evenWhenIll)
        {
            return;
        }

        var start = Stopwatch.GetTimestamp();
        string? fault = null;
        try
        {
            await step(_ct).WaitAsync(_timeout, _ct);
        }
        catch (Exception error) when (!_ct.IsCancellationRequested)
        {
            fault = error is TimeoutException ? $"no answer within {_timeout.TotalSeconds} s" : $"{error.GetType().Name}: {CallJournal.TextOf(error)}";
        }

        _steps.Add(new CanaryStep(name, Stopwatch.GetElapsedTime(start), fault));
    }

    private Table NewTable() => new()
    {
        DbName = _database,
        TableName = TableName,
        Owner = "canary",
        TableType = "MANAGED_TABLE",
        Parameters = [],
        PartitionKeys = [Column("day", "string"), Column("part", "int")],
        Sd = Descriptor(),
    };

    private Partition NewPartition(string day, string part) => new() { DbName = _database, TableName = TableName, Values = [day, part], Parameters = [], Sd = Descriptor() };

    private static StorageDescriptor Descriptor() => new()
    {
        Cols = [Column("a", "int"), Column("b", "string"), Column("c", "double"), Column("d", "timestamp"), Column("e", "array<bigint>")],
        InputFormat = "org.apache.hadoop.mapred.TextInputFormat",
        OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        SerdeInfo = new SerDeInfo { SerializationLib = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", Parameters = [] },
        BucketCols = [],
        SortCols = [],
        Parameters = [],
    };

    private static FieldSchema Column(string name, string type) => new() { Name = name, Type = type };
}
