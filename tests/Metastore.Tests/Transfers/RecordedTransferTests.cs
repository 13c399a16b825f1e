using Metastore.Constraints;
using Metastore.Server.Transfers;
using Metastore.Storage;
using Metastore.Tests.Conformance;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Transfers;

/// <summary>An import of what real Hive metastores answered. The recordings hold objects, not whole catalogs: those are listed as they were seen.</summary>
public sealed class RecordedTransferTests
{
    // What an import asks and Hive 2.3 does not know.
    private static readonly string[] UnknownToHive2 =
    [
        "get_catalogs", "get_catalog", "get_table_req", "get_unique_constraints", "get_not_null_constraints", "get_default_constraints", "get_check_constraints",
        "get_valid_write_ids", "get_dataconnectors", "get_all_stored_procedures", "get_all_packages", "get_all_resource_plans",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Two ask for no table.
    public static TheoryData<string> Engines => [.. Conformance.Recordings.Engines.Keys.Except(["api-notification-hms313", "api-txn-hms401"])];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_Hive_answered_is_answered_after_the_import(string recording)
    {
        var objects = Objects(recording);
        await using var hive = new PlayedHive(RecordedHive.Of(objects));
        await using var target = await TestMetastore.CreateAsync();

        await ImportAsync(hive, target, objects);

        foreach (var (key, expected) in objects.Tables)
        {
            var actual = await target.Handler.get_table(key.Database, key.Name, Ct);
            Assert.Null(StructDifference.Find(actual, expected));
            foreach (var (name, partition) in objects.Partitions.GetValueOrDefault(key) ?? [])
            {
                Assert.Null(StructDifference.Find(partition, await target.Handler.get_partition_by_name(key.Database, key.Name, name, Ct)));
            }
        }
    }

    [Fact]
    public async Task An_older_Hive_is_asked_in_the_older_way()
    {
        var objects = Objects("trino-hive-hms313");
        // It knows no catalogs in its objects either.
        objects.Databases.Values.ToList().ForEach(database => database.CatalogName = null);
        objects.Tables.Values.ToList().ForEach(table => table.CatName = null);
        objects.Partitions.Values.SelectMany(partitions => partitions.Values).ToList().ForEach(partition => partition.CatName = null);
        await using var hive = new PlayedHive(RecordedHive.Of(objects), UnknownToHive2);
        await using var target = await TestMetastore.CreateAsync();

        await ImportAsync(hive, target, objects);

        Assert.NotEmpty(objects.Partitions);
    }

    private static RecordedObjects Objects(string recording)
    {
        var objects = RecordedObjects.Of(Recording.Load(recording, Conformance.Recordings.Engines[recording]));
        Assert.NotEmpty(objects.Tables);
        return objects;
    }

    private static async Task ImportAsync(PlayedHive hive, TestMetastore target, RecordedObjects objects)
    {
        using var from = TransferSource.Open(hive.Address, 4, TimeSpan.FromSeconds(60));
        using var own = ClientPool.Of(target.Get<IServiceProvider>(), 2);
        var (log, compared) = (new TransferLog(), new TransferLog());
        await from.RunAsync(new StoreWriter(target.Get<Db>(), target.Get<Ids>(), target.Get<AddConstraints>(), isDry: false), log, Ct);
        await from.RunAsync(new Server.Transfers.Comparison(new MetastoreReader(own), compared), compared, Ct);

        Assert.Empty(log.Faults);
        Assert.Empty(compared.Faults);
        Assert.Equal(objects.Tables.Count, log.Count(TransferKind.Table, PutOutcome.Added));
        Assert.Equal(objects.Partitions.Values.Sum(partitions => partitions.Count), log.Count(TransferKind.Partitions, PutOutcome.Added));
    }
}
