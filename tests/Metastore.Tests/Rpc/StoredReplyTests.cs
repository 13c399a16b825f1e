using Metastore.Databases;
using Metastore.Names;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Tests.Conformance;
using Metastore.Tests.Support;
using Thrift;
using Thrift.Protocol;
using Xunit;
using static Metastore.Api.ThriftHiveMetastore.InternalStructs;

namespace Metastore.Tests.Rpc;

/// <summary>Replies that are made of stored bytes: each must be the one that is made of structs.</summary>
public sealed class StoredReplyTests
{
    private static readonly string[] Engines = ["delta-spark35-hms401", "iceberg-spark35-hms401", "presto-hms313", "pyiceberg-hms313", "spark35-hms401", "trino-hive-hms401"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Tables_that_clients_made(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var names = await metastore.Get<Db>().InTransactionAsync(tx => AddAsync(tx, RecordedTables()), Ct);
        var insertOnly = Tables.Sample.Table("insert_only");
        (insertOnly.DbName, insertOnly.Parameters) = ("default", new() { ["transactional"] = "TRUE", ["transactional_properties"] = "INSERT_ONLY" });
        names.AddRange(await metastore.Get<Db>().InTransactionAsync(tx => AddAsync(tx, [insertOnly], "i"), Ct));

        foreach (var name in names.Append("missing"))
        {
            await AssertSameAsync(metastore, async handler => await handler.get_table("default", name, Ct));
            await AssertSameAsync(metastore, async handler => await handler.get_table_req(new("Default", name.ToUpperInvariant()), Ct));
            await AssertSameAsync(metastore, async handler => await handler.get_table_req(new("default", name) { Capabilities = new([ClientCapability.INSERT_ONLY_TABLES]) }, Ct));
        }

        Assert.True(names.Count > 100, $"Only {names.Count} tables");
        Assert.IsType<EncodedTable>(await InBytes(metastore).get_table("default", names[0], Ct));
        await AssertSameAsync(metastore, handler => ManyAsync(handler, names));
        await AssertSameAsync(metastore, handler => ManyAsync(handler, names[..^1]));
    }

    [Theory, EveryStore]
    public async Task Databases(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_database(new() { Name = "d", Description = "ä", Parameters = new() { ["a"] = "b" }, OwnerName = "o", OwnerType = PrincipalType.ROLE }, Ct);
        foreach (var name in (string[])["default", "D", "missing"])
        {
            await AssertSameAsync(metastore, async handler => await handler.get_database(name, Ct));
            await AssertSameAsync(metastore, async handler => await handler.get_database_req(new() { Name = name, CatalogName = "hive" }, Ct));
        }

        await AssertSameAsync(metastore, async handler => await handler.get_databases_req(new(), Ct));
        Assert.IsType<EncodedDatabase>(await InBytes(metastore).get_database("d", Ct));
    }

    [Theory, EveryStore]
    public async Task Statistics_of_tables(Store store)
    {
        await using var metastore = await Tables.Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Tables.Sample.Table("t"), Ct);
        await metastore.Handler.update_table_column_statistics(
            new()
            {
                StatsDesc = new(true, "sales", "t"),
                StatsObj =
                [
                    new("a", "int", new() { LongStats = new(1, 2) { LowValue = -1, HighValue = 5 } }),
                    new("b", "string", new() { StringStats = new(7, 3.5, 2, 4) { BitVectors = [1, 2, 3] } }),
                ],
                Engine = "hive",
            },
            Ct);
        foreach (var (table, columns) in new (string, List<string>)[] { ("t", ["B", "a", "c"]), ("T", ["c"]), ("t", []), ("missing", ["a"]) })
        {
            await AssertSameAsync(metastore, async handler => await handler.get_table_statistics_req(new("sales", table, columns), Ct));
            await AssertSameAsync(metastore, async handler => await handler.get_table_statistics_req(new("sales", table, columns) { Engine = "impala" }, Ct));
            await AssertSameAsync(metastore, async handler => await handler.get_table_column_statistics("sales", table, columns.FirstOrDefault("b"), Ct));
        }

        var answer = await metastore.Handler.get_table_statistics_req(new("sales", "t", ["b", "a"]), Ct);
        Assert.Equal(["a", "b"], answer.TableStats!.Select(column => column.ColName));
    }

    private static MetastoreHandler InBytes(TestMetastore metastore) => metastore.HandlerOf(new Session { Reply = new BinaryProtocol(new OutputBuffer(), 64) });

    private static async Task AssertSameAsync<T>(TestMetastore metastore, Func<ThriftHiveMetastore.IAsync, Task<T?>> call)
        where T : class, TBase, new() => Assert.Equal(await OutcomeAsync(metastore.Handler, call), await OutcomeAsync(InBytes(metastore), call));

    // As a client reads it: what is not there has its default then.
    private static async Task<string> OutcomeAsync<T>(ThriftHiveMetastore.IAsync handler, Func<ThriftHiveMetastore.IAsync, Task<T?>> call)
        where T : class, TBase, new()
    {
        try
        {
            return await call(handler) is { } answer ? Convert.ToHexString(ThriftBinary.Write(ThriftBinary.Read<T>(ThriftBinary.Write(answer)))) : "nothing";
        }
        catch (TException error)
        {
            return $"{error.GetType().Name} {CallJournal.TextOf(error)}";
        }
    }

    private static async Task<GetTablesResult?> ManyAsync(ThriftHiveMetastore.IAsync handler, List<string> names) =>
        await handler.get_table_objects_by_name_req(new("default") { TblNames = names }, Ct);

    private static async Task<List<string>> AddAsync(Tx tx, IEnumerable<Table> tables, string prefix = "t")
    {
        var database = (await DatabaseStore.FindAsync(tx, new("hive", "default"), Ct))!;
        var names = new List<string>();
        foreach (var table in tables)
        {
            var (id, name) = (1000L + (1000 * prefix[0]) + names.Count, new TableName("hive", "default", $"{prefix}{names.Count}"));
            await TableStore.AddAsync(tx, TableRow.From(id, database.Id, TableShape.Of(table, name, id, 5)), Ct);
            names.Add(name.Table);
        }

        return names;
    }

    private static List<Table> RecordedTables() =>
    [
        .. Engines.SelectMany(engine => Recording.Load(engine, Recordings.Engines[engine]).Calls)
            .Where(call => call.Method is "create_table" or "create_table_with_environment_context" or "create_table_req" && call.Request[0] == 0x80)
            .Select(call => call.Method == "create_table_req" ? Arguments<create_table_req_args>(call).Request!.Table! : Arguments<create_table_args>(call).Tbl!),
    ];

    // What follows version, name and number: those of longer methods begin with the same field.
    private static T Arguments<T>(RecordedCall call)
        where T : TBase, new() => ThriftBinary.Read<T>(call.Request[(12 + call.Method.Length)..]);
}
