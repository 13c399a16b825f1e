using System.IO.Compression;
using System.Text.Json.Nodes;
using Metastore.Rpc;
using Metastore.Tests.Conformance;
using Metastore.Tests.Partitions;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Thrift.Protocol;
using Thrift.Transport.Client;
using Xunit;

namespace Metastore.Tests.Notifications;

/// <summary>What is in the messages.</summary>
public sealed class MessageTests
{
    private static readonly Dictionary<string, Func<JsonNode?, TBase>> Structs = new(StringComparer.Ordinal)
    {
        ["dbJson"] = Log.Struct<Database>,
        ["dbObjBeforeJson"] = Log.Struct<Database>,
        ["dbObjAfterJson"] = Log.Struct<Database>,
        ["tableObjJson"] = Log.Struct<Table>,
        ["tableObjBeforeJson"] = Log.Struct<Table>,
        ["tableObjAfterJson"] = Log.Struct<Table>,
        ["ptnObjJson"] = Log.Struct<Partition>,
        ["partitionObjBeforeJson"] = Log.Struct<Partition>,
        ["partitionObjAfterJson"] = Log.Struct<Partition>,
        ["partitionListJson"] = Log.Struct<Partition>,
        ["functionObjJson"] = Log.Struct<Function>,
        ["primaryKeyListJson"] = Log.Struct<SQLPrimaryKey>,
        ["foreignKeyListJson"] = Log.Struct<SQLForeignKey>,
        ["uniqueConstraintListJson"] = Log.Struct<SQLUniqueConstraint>,
        ["notNullConstraintListJson"] = Log.Struct<SQLNotNullConstraint>,
        ["defaultConstraintListJson"] = Log.Struct<SQLDefaultConstraint>,
        ["checkConstraintListJson"] = Log.Struct<SQLCheckConstraint>,
        ["colStatsJson"] = Log.Struct<ColumnStatistics>,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Structs_are_the_text_that_Hive_wrote()
    {
        var recording = Recording.Load("api-notification-hms313", Recordings.Engines["api-notification-hms313"]);
        var compared = 0;
        foreach (var logged in await LoggedAsync(recording))
        {
            foreach (var (name, text) in Texts(logged))
            {
                var written = ThriftJson.Write(Structs[name](text));
                Assert.True(IsIn(JsonNode.Parse(text)!, JsonNode.Parse(written)!), $"{text}\n{written}");
                compared++;
            }
        }

        Assert.InRange(compared, 50, int.MaxValue);
    }

    [Theory, EveryStore]
    public async Task Each_kind_of_change_is_told_with_its_structs(Store store)
    {
        await using var metastore = await Log.StartAsync(store, Ct);
        await ChangeAsync(metastore.Handler);

        var events = await Log.AfterAsync(metastore, 0, Ct);

        Assert.Equal(Expected, events.Select(one => $"{one.EventType} {one.TableName}: {string.Join(' ', Texts(Log.Message(one)).Select(pair => pair.Name).Distinct())}"));
        Assert.All(events, one => Assert.Equal(("", ""), ((string)Log.Message(one)["server"]!, (string)Log.Message(one)["servicePrincipal"]!)));
        Assert.All(events, one => Assert.Equal(one.EventTime, (int)Log.Message(one)["timestamp"]!));
        Assert.All(events, one => Assert.All(Texts(Log.Message(one)), pair => Structs[pair.Name](pair.Text)));
    }

    private static readonly string[] Expected =
    [
        "CREATE_DATABASE : dbJson",
        "ALTER_DATABASE : dbObjBeforeJson dbObjAfterJson",
        "CREATE_TABLE p: tableObjJson",
        "ADD_PARTITION p: tableObjJson partitionListJson",
        "ADD_PARTITION p: tableObjJson partitionListJson",
        "ALTER_PARTITION p: tableObjJson partitionObjBeforeJson partitionObjAfterJson",
        "ALTER_PARTITION p: tableObjJson partitionObjBeforeJson partitionObjAfterJson",
        "ALTER_PARTITION p: tableObjJson partitionObjBeforeJson partitionObjAfterJson",
        "UPDATE_PART_COL_STAT_EVENT p: colStatsJson tableObjJson",
        "DELETE_PART_COL_STAT_EVENT p: ",
        "DROP_PARTITION p: tableObjJson",
        "DROP_PARTITION p: tableObjJson",
        "CREATE_TABLE k: tableObjJson",
        "ADD_PRIMARYKEY k: primaryKeyListJson",
        "CREATE_TABLE t: tableObjJson",
        "ADD_PRIMARYKEY t: primaryKeyListJson",
        "ADD_FOREIGNKEY k: foreignKeyListJson",
        "ADD_UNIQUECONSTRAINT t: uniqueConstraintListJson",
        "ADD_NOTNULLCONSTRAINT t: notNullConstraintListJson",
        "ADD_DEFAULTCONSTRAINT t: defaultConstraintListJson",
        "ADD_CHECKCONSTRAINT t: checkConstraintListJson",
        "DROP_CONSTRAINT t: ",
        "ALTER_TABLE u: tableObjBeforeJson tableObjAfterJson",
        "UPDATE_TBL_COL_STAT_EVENT u: colStatsJson tableObjJson",
        "DELETE_TBL_COL_STAT_EVENT u: ",
        "ALTER_TABLE u: tableObjBeforeJson tableObjAfterJson",
        "ALTER_TABLE u: tableObjBeforeJson tableObjAfterJson",
        "INSERT u: tableObjJson",
        "CREATE_FUNCTION : functionObjJson",
        "DROP_FUNCTION : ",
        "CREATE_FUNCTION : functionObjJson",
        "DROP_TABLE k: tableObjJson",
        "DROP_TABLE p: tableObjJson",
        "DROP_TABLE u: tableObjJson",
        "DROP_FUNCTION : ",
        "DROP_DATABASE : dbJson",
    ];

    [Fact]
    public async Task A_rename_has_the_old_name_in_its_message_and_the_new_one_on_it()
    {
        await using var metastore = await Log.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);
        var renamed = await Sample.ReadAsync(metastore, "t", Ct);
        renamed.TableName = "u";
        await metastore.Handler.alter_table(Sample.Database, "t", renamed, Ct);

        var logged = (await Log.AfterAsync(metastore, 2, Ct))[0];
        var message = Log.Message(logged);

        Assert.Equal(("u", "t", "false"), (logged.TableName, (string)message["table"]!, (string)message["isTruncateOp"]!));
        Assert.Equal("t", Log.Struct<Table>(message["tableObjBeforeJson"]).TableName);
        Assert.Equal(await Sample.ReadAsync(metastore, "u", Ct), Log.Struct<Table>(message["tableObjAfterJson"]));
    }

    [Fact]
    public async Task A_thousand_partitions_are_one_event()
    {
        await using var metastore = await Log.StartAsync(Store.Sqlite, Ct);
        await SamplePartitions.AddAsync(metastore, [], Ct, [.. Enumerable.Range(0, 1000).Select(hour => $"a/{hour}")]);

        var logged = Assert.Single(await Log.AfterAsync(metastore, 2, Ct));
        var partitions = Log.Message(logged)["partitionListJson"]!.AsArray();

        Assert.Equal(1000, partitions.Count);
        Assert.Equal(await metastore.Handler.get_partition(Sample.Database, SamplePartitions.Table, ["a", "7"], Ct), Log.Struct<Partition>(partitions[7]));
        Assert.Equal("7", (string)Log.Message(logged)["partitions"]![7]!["hr"]!);
    }

    [Fact]
    public async Task Files_that_are_there_already_are_told_of_unless_they_are_somebody_elses()
    {
        await using var metastore = await Log.StartAsync(Store.Sqlite, Ct);
        var directory = Directory.CreateDirectory(Path.Combine(metastore.WarehousePath, "t"));
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "f"), "", Ct);
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "_hidden"), "", Ct);
        var managed = Sample.Table("t");
        managed.Sd!.Location = $"{metastore.Warehouse}/t";
        await metastore.Handler.create_table(managed, Ct);
        await metastore.Handler.create_table(Sample.External("x", managed.Sd.Location), Ct);

        var files = (await Log.AfterAsync(metastore, 1, Ct)).ConvertAll(one => Log.Message(one)["files"]!.ToJsonString());

        Assert.Equal([$"""["{metastore.Warehouse}/t/f###"]""", "[]"], files);
    }

    [Fact]
    public async Task Packed_messages_are_the_same_text()
    {
        await using var metastore = await Log.StartAsync(Store.Sqlite, Ct, new KeyValuePair<string, string?>("Notifications:Format", "Gzip"));

        var logged = Assert.Single(await Log.AfterAsync(metastore, 0, Ct));
        await using var unpacked = new GZipStream(new MemoryStream(Convert.FromBase64String(logged.Message!)), CompressionMode.Decompress);
        var message = (await JsonNode.ParseAsync(unpacked, cancellationToken: Ct))!.AsObject();

        Assert.Equal(("gzip(json-2.0)", Sample.Database), (logged.MessageFormat, (string)message["db"]!));
    }

    private static async Task ChangeAsync(ThriftHiveMetastore.IAsync handler)
    {
        const string database = Sample.Database;
        await handler.alter_database(database, new() { Name = database, Description = "changed" }, Ct);
        var p = Sample.Table("p", Sample.Column("ds", "string"));
        await handler.create_table(p, Ct);
        await handler.add_partitions([SamplePartitions.Partition(p, ["1"]), SamplePartitions.Partition(p, ["2"])], Ct);
        await handler.append_partition(database, "p", ["3"], Ct);
        await handler.alter_partitions(database, "p", [SamplePartitions.Partition(p, ["1"]), SamplePartitions.Partition(p, ["2"])], Ct);
        await handler.rename_partition(database, "p", ["3"], SamplePartitions.Partition(p, ["4"]), Ct);
        await handler.update_partition_column_statistics(Statistics("p", "ds=1"), Ct);
        await handler.delete_partition_column_statistics(database, "p", "ds=1", "a", "hive", Ct);
        await handler.drop_partitions_req(new() { DbName = database, TblName = "p", Parts = new() { Names = ["ds=1", "ds=2"] } }, Ct);
        await handler.create_table_req(new(Sample.Table("k")) { PrimaryKeys = [new() { Column_name = "a", Key_seq = 1 }] }, Ct);
        await handler.create_table_req(
            new(Sample.Table("t"))
            {
                PrimaryKeys = [new() { Column_name = "a", Key_seq = 1 }],
                ForeignKeys = [new() { Fkcolumn_name = "a", Pktable_db = database, Pktable_name = "k", Pkcolumn_name = "a", Key_seq = 1, Fk_name = "f" }],
                UniqueConstraints = [new() { Column_name = "b", Key_seq = 1, Uk_name = "u" }],
                NotNullConstraints = [new() { Column_name = "b" }],
                DefaultConstraints = [new() { Column_name = "b", Default_value = "'x'" }],
                CheckConstraints = [new() { Column_name = "a", Check_expression = "a > 0" }],
            },
            Ct);
        await handler.drop_constraint(new() { Dbname = database, Tablename = "t", Constraintname = "f" }, Ct);
        var renamed = await handler.get_table(database, "t", Ct);
        renamed.TableName = "u";
        await handler.alter_table(database, "t", renamed, Ct);
        await handler.update_table_column_statistics(Statistics("u", null), Ct);
        await handler.delete_table_column_statistics(database, "u", "a", "hive", Ct);
        await handler.truncate_table(database, "u", null, Ct);
        await handler.fire_listener_event(new() { Data = new() { InsertData = new() { FilesAdded = ["f"] } }, DbName = database, TableName = "u" }, Ct);
        var function = new Function { FunctionName = "f", DbName = database, ClassName = "c", OwnerType = PrincipalType.USER, FunctionType = FunctionType.JAVA };
        await handler.create_function(function, Ct);
        await handler.drop_function(database, "f", Ct);
        await handler.create_function(function, Ct);
        await handler.drop_database(database, true, true, Ct);
    }

    private static ColumnStatistics Statistics(string table, string? partition) => new()
    {
        StatsDesc = new() { IsTblLevel = partition is null, DbName = Sample.Database, TableName = table, PartName = partition },
        StatsObj = [new() { ColName = "a", ColType = "int", StatsData = new() { LongStats = new() { NumNulls = 0, NumDVs = 1 } } }],
        Engine = "hive",
    };

    private static IEnumerable<(string Name, string Text)> Texts(JsonObject message) =>
        from field in message
        where Structs.ContainsKey(field.Key) && field.Value is not null
        from text in field.Value is JsonArray list ? list : (IEnumerable<JsonNode?>)[field.Value]
        select (field.Key, text!.GetValue<string>());

    // We have the defaults of fields that Java leaves out.
    private static bool IsIn(JsonNode? part, JsonNode? whole) => part switch
    {
        JsonObject fields => whole is JsonObject all && fields.All(field => IsIn(field.Value, all[field.Key])),
        JsonArray items => whole is JsonArray all && items.Count == all.Count && items.Zip(all).All(pair => IsIn(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(part, whole),
    };

    private static async Task<List<JsonObject>> LoggedAsync(Recording recording)
    {
        var logged = new List<JsonObject>();
        foreach (var call in recording.Calls.Where(call => call.Method == "get_next_notification" && call.Reply is not null))
        {
            using var transport = new TMemoryBufferTransport(call.Reply!, new());
            using var protocol = new TBinaryProtocol(transport);
            await protocol.ReadMessageBeginAsync(Ct);
            await protocol.ReadStructBeginAsync(Ct);
            await protocol.ReadFieldBeginAsync(Ct);
            var answer = new NotificationEventResponse();
            await answer.ReadAsync(protocol, Ct);
            logged.AddRange(answer.Events!.Select(Log.Message));
        }

        return logged;
    }
}
