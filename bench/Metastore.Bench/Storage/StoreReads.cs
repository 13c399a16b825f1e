using BenchmarkDotNet.Attributes;
using Metastore.Bench.Wire;
using Metastore.Names;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Metastore.Bench.Storage;

/// <summary>The statements of the daily reads, without the wire: a table, and 1,000 of its 1,000 partitions.</summary>
[MemoryDiagnoser]
public class StoreReads
{
    private const int Count = 1_000;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-bench-");
    private readonly TableName _name = new("hive", Dataset.Database, "t");
    private readonly List<string> _names = [.. Enumerable.Range(0, Count).Select(Dataset.PartitionName)];
    private PostgresCluster? _postgres;
    private ServiceProvider? _services;
    private Db? _db;
    private PartitionedTable? _table;

    [Params("Sqlite", "Postgres")]
    public string? Provider { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        _postgres = Provider == "Postgres" ? await PostgresCluster.StartAsync() : null;
        _services = await LocalMetastore.StartAsync(_directory, Provider!, _postgres?.ConnectionString("postgres") ?? $"Data Source={_directory}/metastore.db");
        var handler = ActivatorUtilities.CreateInstance<MetastoreHandler>(_services, new Session());
        await handler.create_database(new() { Name = Dataset.Database });
        await handler.create_table(Dataset.Table("t", partitioned: true));
        await handler.add_partitions([.. Enumerable.Range(0, Count).Select(i => Dataset.Partition("t", i))]);
        _db = _services.GetRequiredService<Db>();
        _table = await _db.ReadAsync(tx => PartitionedTable.FindAsync(tx, _name, CancellationToken.None), CancellationToken.None);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _services!.DisposeAsync();
        await (_postgres?.DisposeAsync() ?? default);
        _directory.Delete(recursive: true);
    }

    [Benchmark]
    public Task<long> Table() => ReadAsync(async tx => (await TableStore.FindAsync(tx, _name, CancellationToken.None))!.Id);

    [Benchmark]
    public Task<long> Partition() => ReadAsync(async tx => (await PartitionStore.FindAsync(tx, _table!, _names[^1], CancellationToken.None))!.Payload.Length);

    [Benchmark]
    public Task<long> Names() => ReadAsync(tx => CountAsync(PartitionStore.OpenNamesAsync(tx, _table!, NameRange.Everything, -1, CancellationToken.None)));

    [Benchmark]
    public Task<long> All() => ReadAsync(tx => CountAsync(PartitionStore.OpenAsync(tx, _table!, NameRange.Everything, -1, CancellationToken.None)));

    [Benchmark]
    public Task<long> Named() => ReadAsync(tx => CountAsync(NamedPartitions.OpenAsync(tx, _table!, _names, CancellationToken.None)));

    private Task<long> ReadAsync(Func<Tx, Task<long>> read) => _db!.ReadAsync(read, CancellationToken.None);

    // The sum of the bytes of the first and the fourth column, if all rows are there.
    private static async Task<long> CountAsync(Task<Rows> opened)
    {
        await using var rows = await opened;
        var (count, bytes) = (0, 0L);
        while (await rows.NextAsync(CancellationToken.None))
        {
            count++;
            bytes += rows.Bytes(0).Length + (rows.Reader.FieldCount > PartitionRow.PayloadColumn ? rows.Bytes(PartitionRow.PayloadColumn).Length : 0);
        }

        return count == Count ? bytes : throw new System.InvalidOperationException($"{count} rows instead of {Count}");
    }
}
