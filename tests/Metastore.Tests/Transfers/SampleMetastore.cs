namespace Metastore.Tests.Transfers;

/// <summary>A metastore with one of everything that can be copied.</summary>
internal static class SampleMetastore
{
    public const int Partitions = 1200;

    public static async Task FillAsync(ThriftHiveMetastore.IAsync client, CancellationToken ct)
    {
        await client.create_catalog(new CreateCatalogRequest { Catalog = new Catalog { Name = "lake", LocationUri = "s3a://lake" } }, ct);
        await client.create_database(new Database { Name = "sales", Description = "What is sold", LocationUri = "s3a://lake/sales", Parameters = new() { ["a"] = "b" } }, ct);
        await client.create_database(new Database { Name = "deep", CatalogName = "lake", LocationUri = "s3a://lake/deep" }, ct);
        await client.create_table(NewTable("sales", "customers"), ct);
        await client.create_table(NewTable("@lake#deep", "far"), ct);
        await client.create_table(NewTable("sales", "orders", "day", "part"), ct);
        await AddPartitionsAsync(client, "orders", ct);
        await client.create_table(Transactional("sales", "ledger"), ct);
        await WriteAsync(client, "sales", "ledger", ct);
        await client.update_table_column_statistics(Statistics("sales", "customers", null, 7), ct);
        await client.update_partition_column_statistics(Statistics("sales", "orders", "day=2026-01-01 0/part=0", 9), ct);
        await client.add_primary_key(new AddPrimaryKeyRequest { PrimaryKeyCols = [new() { Table_db = "sales", Table_name = "customers", Column_name = "id", Key_seq = 1, Pk_name = "one" }] }, ct);
        await client.add_foreign_key(new AddForeignKeyRequest { ForeignKeyCols = [ForeignKey()] }, ct);
        await client.create_function(new Function { DbName = "sales", FunctionName = "twice", ClassName = "org.example.Twice", OwnerName = "alice", OwnerType = PrincipalType.USER, FunctionType = FunctionType.JAVA, ResourceUris = [] }, ct);
        await client.create_dataconnector(new DataConnector { Name = "elsewhere", Type = "postgres", Url = "jdbc:postgresql://elsewhere/x" }, ct);
        await client.create_stored_procedure(new StoredProcedure { CatName = "hive", DbName = "sales", Name = "Total", OwnerName = "alice", Source = "begin end" }, ct);
        await client.add_package(new AddPackageRequest { CatName = "hive", DbName = "sales", PackageName = "totals", OwnerName = "alice", Header = "h", Body = "b" }, ct);
        await client.create_resource_plan(new() { ResourcePlan = new() { Name = "daytime", QueryParallelism = 8 } }, ct);
        await client.alter_wm_pool(new() { PoolPath = "default", Pool = new() { ResourcePlanName = "daytime", PoolPath = "default", AllocFraction = 0.75, QueryParallelism = 6 } }, ct);
        await client.create_wm_pool(new() { Pool = new() { ResourcePlanName = "daytime", PoolPath = "reports", AllocFraction = 0.25, QueryParallelism = 2 } }, ct);
        await client.create_wm_trigger(new() { Trigger = new() { ResourcePlanName = "daytime", TriggerName = "slow", TriggerExpression = "ELAPSED_TIME > 10", ActionExpression = "KILL" } }, ct);
        await client.create_or_drop_wm_trigger_to_pool_mapping(new() { ResourcePlanName = "daytime", TriggerName = "slow", PoolPath = "reports", Drop = false }, ct);
        await client.create_or_update_wm_mapping(new() { Mapping = new() { ResourcePlanName = "daytime", EntityType = "USER", EntityName = "bob", PoolPath = "reports" } }, ct);
        await client.create_role(new Role { RoleName = "analysts", OwnerName = "alice" }, ct);
        await client.grant_role("analysts", "bob", PrincipalType.USER, "alice", PrincipalType.USER, true, ct);
        await client.grant_privileges(new PrivilegeBag { Privileges = [Select("sales", null, "bob"), Select("sales", "orders", "carol")] }, ct);
    }

    /// <summary>Adds tables that have as many partitions as the first.</summary>
    public static async Task AddTablesAsync(ThriftHiveMetastore.IAsync client, int count, CancellationToken ct)
    {
        for (var table = 0; table < count; table++)
        {
            await client.create_table(NewTable("sales", $"orders{table}", "day", "part"), ct);
            await AddPartitionsAsync(client, $"orders{table}", ct);
        }
    }

    private static async Task AddPartitionsAsync(ThriftHiveMetastore.IAsync client, string table, CancellationToken ct)
    {
        foreach (var batch in Enumerable.Range(0, Partitions).Chunk(400))
        {
            await client.add_partitions([.. batch.Select(number => NewPartition("sales", table, $"2026-01-01 {number}", $"{number % 7}"))], ct);
        }
    }

    /// <summary>A write of a transactional table, committed.</summary>
    public static async Task WriteAsync(ThriftHiveMetastore.IAsync client, string database, string table, CancellationToken ct)
    {
        var txns = (await client.open_txns(new OpenTxnRequest(1, "alice", "here"), ct)).Txn_ids!;
        await client.allocate_table_write_ids(new AllocateTableWriteIdsRequest(database, table) { TxnIds = txns }, ct);
        await client.commit_txn(new CommitTxnRequest(txns[0]), ct);
    }

    private static Table Transactional(string database, string name)
    {
        var table = NewTable(database, name);
        (table.TableType, table.Parameters) = ("MANAGED_TABLE", new() { ["transactional"] = "true", ["transactional_properties"] = "default" });
        (table.Sd!.InputFormat, table.Sd.OutputFormat) = ("org.apache.hadoop.hive.ql.io.orc.OrcInputFormat", "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat");
        table.Sd.SerdeInfo!.SerializationLib = "org.apache.hadoop.hive.ql.io.orc.OrcSerde";
        return table;
    }

    private static SQLForeignKey ForeignKey() => new()
    {
        Pktable_db = "sales",
        Pktable_name = "customers",
        Pkcolumn_name = "id",
        Fktable_db = "sales",
        Fktable_name = "orders",
        Fkcolumn_name = "id",
        Key_seq = 1,
        Fk_name = "other",
        Pk_name = "one",
    };

    private static HiveObjectPrivilege Select(string database, string? table, string who) => new()
    {
        HiveObject = new() { ObjectType = table is null ? HiveObjectType.DATABASE : HiveObjectType.TABLE, DbName = database, ObjectName = table },
        PrincipalName = who,
        PrincipalType = PrincipalType.USER,
        GrantInfo = new() { Privilege = "SELECT", Grantor = "alice", GrantorType = PrincipalType.USER, CreateTime = 1 },
        Authorizer = "SQL",
    };

    private static ColumnStatistics Statistics(string database, string table, string? partition, long highest) => new()
    {
        StatsDesc = new() { DbName = database, TableName = table, IsTblLevel = partition is null, PartName = partition },
        StatsObj = [new() { ColName = "id", ColType = "bigint", StatsData = new() { LongStats = new() { LowValue = 1, HighValue = highest, NumNulls = 0, NumDVs = highest } } }],
        Engine = "hive",
    };

    private static Table NewTable(string database, string name, params string[] keys) => new()
    {
        DbName = database,
        TableName = name,
        Owner = "alice",
        TableType = "EXTERNAL_TABLE",
        Parameters = new() { ["EXTERNAL"] = "TRUE", ["comment"] = $"Äpfel of {name}" },
        PartitionKeys = [.. keys.Select(key => new FieldSchema { Name = key, Type = "string" })],
        Sd = Descriptor($"s3a://lake/{name}"),
    };

    private static Partition NewPartition(string database, string table, params string[] values) =>
        new() { DbName = database, TableName = table, Values = [.. values], Parameters = new() { ["n"] = values[0] }, Sd = Descriptor($"s3a://lake/{table}/{values[0]}") };

    private static StorageDescriptor Descriptor(string location) => new()
    {
        Location = location,
        Cols = [new() { Name = "id", Type = "bigint", Comment = "the key" }, new() { Name = "name", Type = "string" }],
        InputFormat = "org.apache.hadoop.mapred.TextInputFormat",
        OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        SerdeInfo = new() { SerializationLib = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", Parameters = new() { ["serialization.format"] = "1" } },
        BucketCols = [],
        SortCols = [],
        Parameters = [],
    };
}
