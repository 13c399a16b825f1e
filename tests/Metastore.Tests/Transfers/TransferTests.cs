using Dapper;
using Metastore.Constraints;
using Metastore.Server.Commands;
using Metastore.Server.Transfers;
using Metastore.Storage;
using Metastore.Tests.Rpc;
using Metastore.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Metastore.Tests.Transfers;

/// <summary>A metastore copied into another, over Thrift and by way of a file.</summary>
public sealed class TransferTests : IDisposable
{
    private static readonly TransferKind[] Kinds = [.. Enum.GetValues<TransferKind>().Where(kind => kind != TransferKind.End)];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory, EveryStore]
    public async Task Over_thrift_everything_arrives_once_and_is_compared(Store store)
    {
        await using var source = await StartAsync();
        await using var target = await TestMetastore.CreateAsync(store);
        using var from = TransferSource.Open($"thrift://127.0.0.1:{source.Endpoint.Port}", 4, TimeSpan.FromSeconds(60));

        var dry = await CopyAsync(from, target, isDry: true);
        Assert.Equal(["default"], await target.Handler.get_all_databases(TestContext.Current.CancellationToken));
        var first = await CopyAsync(from, target);
        var second = await CopyAsync(from, target);

        Assert.Empty(dry.Faults.Concat(first.Faults).Concat(second.Faults));
        Assert.Equal(SampleMetastore.Partitions, dry.Count(TransferKind.Partitions, PutOutcome.Added));
        Assert.All(Kinds, kind => Assert.NotEqual(0, first.Count(kind, PutOutcome.Added)));
        Assert.Equal(SampleMetastore.Partitions, first.Count(TransferKind.Partitions, PutOutcome.Added));
        Assert.All(Kinds, kind => Assert.Equal((kind, 0, 0), (kind, second.Count(kind, PutOutcome.Added), second.Count(kind, PutOutcome.Replaced))));
        Assert.Empty((await CompareAsync(from, target)).Faults);
        await AssertSameAnswersAsync(source, target);
    }

    [Fact]
    public async Task What_differs_afterwards_is_told()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var source = await StartAsync();
        await using var target = await TestMetastore.CreateAsync();
        using var from = TransferSource.Open($"thrift://127.0.0.1:{source.Endpoint.Port}", 2, TimeSpan.FromSeconds(60));
        await CopyAsync(from, target);
        var table = await target.Handler.get_table("sales", "customers", ct);
        table.Sd!.Cols![1].Comment = "changed";
        table.Owner = "mallory";
        await target.Handler.alter_table("sales", "customers", table, ct);
        await target.Handler.drop_partition_by_name("sales", "orders", "day=2026-01-01 5/part=5", false, ct);
        await target.Handler.drop_function("sales", "twice", ct);

        var faults = (await CompareAsync(from, target)).Faults;

        Assert.Equal(3, faults.Count);
        Assert.Contains("hive.sales.customers: .Owner is mallory instead of alice", faults);
        Assert.Contains("partitions of hive.sales.orders: day=2026-01-01 5/part=5 is not there", faults);
        Assert.Contains("hive.sales.twice: is not there", faults);
    }

    [Fact]
    public async Task A_resource_plan_that_is_changed_or_not_the_only_one_in_force_is_told()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var source = await StartAsync();
        await using var target = await TestMetastore.CreateAsync();
        using var from = TransferSource.Open($"thrift://127.0.0.1:{source.Endpoint.Port}", 2, TimeSpan.FromSeconds(60));
        await CopyAsync(from, target);
        await target.Handler.drop_wm_mapping(new() { Mapping = new() { ResourcePlanName = "daytime", EntityType = "USER", EntityName = "bob" } }, ct);

        var changed = Assert.Single((await CompareAsync(from, target)).Faults);
        using var client = await source.ClientAsync();
        await ActivateAsync(client, "daytime", ct);
        await target.Handler.create_resource_plan(new() { ResourcePlan = new() { Name = "other" } }, ct);
        await ActivateAsync(target.Handler, "other", ct);
        var refused = Assert.Single((await CopyAsync(from, target)).Faults);

        Assert.Equal("resource plan daytime: .Mappings is not set", changed);
        Assert.Equal("resource plan daytime: InvalidObjectException: The resource plan other is in force; disable it and import again", refused);
        Assert.Equal("other", (await target.Handler.get_active_resource_plan(new(), ct)).ResourcePlan!.Plan!.Name);
        await target.Handler.alter_resource_plan(new() { ResourcePlanName = "other", ResourcePlan = new() { Status = WMResourcePlanStatus.DISABLED }, IsForceDeactivate = true }, ct);
        Assert.Empty((await CopyAsync(from, target)).Faults);
        Assert.Equal("daytime", (await target.Handler.get_active_resource_plan(new(), ct)).ResourcePlan!.Plan!.Name);
    }

    [Fact]
    public async Task Aborted_writes_are_not_copied_as_if_they_could_be_read()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var source = await StartAsync();
        await using var target = await TestMetastore.CreateAsync();
        using (var client = await source.ClientAsync())
        {
            var txns = (await client.open_txns(new OpenTxnRequest(1, "alice", "here"), ct)).Txn_ids!;
            await client.allocate_table_write_ids(new AllocateTableWriteIdsRequest("sales", "ledger") { TxnIds = txns }, ct);
            await client.abort_txn(new AbortTxnRequest(txns[0]), ct);
        }

        using var from = TransferSource.Open($"thrift://127.0.0.1:{source.Endpoint.Port}", 2, TimeSpan.FromSeconds(60));
        var fault = Assert.Single((await CopyAsync(from, target)).Faults);

        Assert.StartsWith("write ids of sales.ledger: InvalidObjectException: 1 of the table's writes are open or were aborted", fault, StringComparison.Ordinal);
        Assert.Equal(0, (await target.Handler.get_max_allocated_table_write_id(new("sales", "ledger"), ct)).MaxWriteId);
    }

    [Fact]
    public async Task An_import_that_was_killed_goes_on_where_it_was()
    {
        const int Tables = 9;
        await using var source = await StartAsync();
        using (var client = await source.ClientAsync())
        {
            await SampleMetastore.AddTablesAsync(client, Tables, TestContext.Current.CancellationToken);
        }

        var all = SampleMetastore.Partitions * (Tables + 1);
        string[] import = ["import", $"thrift://127.0.0.1:{source.Endpoint.Port}", $"--Storage:ConnectionString=Data Source={_directory}/copy.db"];

        int kept;
        await using (var process = ServerProcess.Start(_directory.FullName, new Dictionary<string, string>(), import))
        {
            while ((kept = CountPartitions()) == 0)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            await process.KillAsync();
        }

        Assert.InRange(kept = CountPartitions(), 1, all - 1);
        await using var again = ServerProcess.Start(_directory.FullName, new Dictionary<string, string>(), import);
        Assert.True(await again.ExitAsync() == 0, string.Join('\n', again.Errors));
        Assert.Equal(all, CountPartitions());
        Assert.StartsWith($"Partitions\t{all - kept}\t0\t", again.Output.Single(line => line.StartsWith("Partitions", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_file_everything_arrives_too()
    {
        await using var source = await StartAsync();
        await using var target = await TestMetastore.CreateAsync();
        using var from = TransferSource.Open($"thrift://127.0.0.1:{source.Endpoint.Port}", 4, TimeSpan.FromSeconds(60));
        var file = Path.Combine(_directory.FullName, "metastore.gz");

        Assert.Equal(0, await CommandLine.RunAsync(["export", file, "--from", $"thrift://127.0.0.1:{source.Endpoint.Port}"]));
        using var exported = TransferSource.Open(file, 4, TimeSpan.FromSeconds(60));
        Assert.Empty((await CopyAsync(exported, target)).Faults);

        Assert.Empty((await CompareAsync(from, target)).Faults);
        Assert.Empty((await CompareAsync(exported, target)).Faults);
        await AssertSameAnswersAsync(source, target);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_an_error()
    {
        await using var source = await StartAsync();
        var file = Path.Combine(_directory.FullName, "metastore.gz");
        Assert.Equal(0, await CommandLine.RunAsync(["export", file, "--from", $"thrift://127.0.0.1:{source.Endpoint.Port}"]));
        await using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length / 2);
        }

        Assert.Equal(1, await CommandLine.RunAsync(["import", file, $"--Storage:ConnectionString=Data Source={_directory}/copy.db"]));
        Assert.Equal(1, await CommandLine.RunAsync(["import", "neither/a/file", $"--Storage:ConnectionString=Data Source={_directory}/copy.db"]));
    }

    // None while there is no table for them.
    private int CountPartitions()
    {
        using var copy = new SqliteConnection($"Data Source={_directory}/copy.db;Pooling=False");
        try
        {
            return (int)copy.ExecuteScalar<long>("SELECT count(*) FROM partitions");
        }
        catch (SqliteException)
        {
            return 0;
        }
    }

    private static Task<WMAlterResourcePlanResponse> ActivateAsync(ThriftHiveMetastore.IAsync metastore, string plan, CancellationToken ct) => metastore.alter_resource_plan(
        new() { ResourcePlanName = plan, ResourcePlan = new() { Status = WMResourcePlanStatus.ACTIVE }, IsEnableAndActivate = true }, ct);

    private static async Task<RpcHost> StartAsync()
    {
        var host = await RpcHost.StartAsync();
        using var client = await host.ClientAsync();
        await SampleMetastore.FillAsync(client, TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task<TransferLog> CopyAsync(TransferSource from, TestMetastore target, bool isDry = false)
    {
        var log = new TransferLog();
        await from.RunAsync(new StoreWriter(target.Get<Db>(), target.Get<Ids>(), target.Get<AddConstraints>(), isDry), log, TestContext.Current.CancellationToken);
        return log;
    }

    private static async Task<TransferLog> CompareAsync(TransferSource from, TestMetastore target)
    {
        var log = new TransferLog();
        using var own = ClientPool.Of(target.Get<IServiceProvider>(), 2);
        await from.RunAsync(new Server.Transfers.Comparison(new MetastoreReader(own), log), log, TestContext.Current.CancellationToken);
        return log;
    }

    // Field by field, but for the numbers that each metastore gives its own objects.
    private static async Task AssertSameAnswersAsync(RpcHost source, TestMetastore target)
    {
        var ct = TestContext.Current.CancellationToken;
        using var old = await source.ClientAsync();
        foreach (var (database, name) in ((string, string)[])[("sales", "customers"), ("sales", "orders"), ("@lake#deep", "far")])
        {
            var (expected, actual) = (await old.get_table(database, name, ct), await target.Handler.get_table(database, name, ct));
            actual.Id = expected.Id;
            Assert.Equal($"{expected}", $"{actual}");
        }

        var names = await old.get_partition_names("sales", "orders", -1, ct);
        var ids = new GetValidWriteIdsRequest { FullTableNames = ["sales.ledger"] };
        Assert.Equal($"{await old.get_valid_write_ids(ids, ct)}", $"{await target.Handler.get_valid_write_ids(ids, ct)}");
        Assert.Equal(names, await target.Handler.get_partition_names("sales", "orders", -1, ct));
        Assert.Equal(
            (await old.get_partitions_by_names("sales", "orders", names, ct)).Select(partition => $"{partition}"),
            (await target.Handler.get_partitions_by_names("sales", "orders", names, ct)).Select(partition => $"{partition}"));
        var plan = new WMGetResourcePlanRequest { ResourcePlanName = "daytime" };
        Assert.Equal($"{await old.get_resource_plan(plan, ct)}", $"{await target.Handler.get_resource_plan(plan, ct)}");
        Assert.Equal($"{await old.get_database("sales", ct)}", $"{await target.Handler.get_database("sales", ct)}");
        Assert.Equal($"{await old.get_function("sales", "twice", ct)}", $"{await target.Handler.get_function("sales", "twice", ct)}");
        Assert.Equal(await old.get_role_names(ct), await target.Handler.get_role_names(ct));
    }
}
