using Metastore.Tests.Support;

namespace Metastore.Tests.Transactions;

/// <summary>What clients of transactions do, in the fewest words.</summary>
internal static class Txns
{
    public static async Task<List<long>> OpenAsync(this TestMetastore metastore, int count = 1, TxnType type = TxnType.DEFAULT) =>
        (await metastore.Handler.open_txns(new(count, "user", "host") { Txn_type = type })).Txn_ids!;

    public static async Task<long> OpenOneAsync(this TestMetastore metastore, TxnType type = TxnType.DEFAULT) => (await metastore.OpenAsync(1, type)).Single();

    public static Task<LockResponse> LockAsync(
        this TestMetastore metastore, long txn, DataOperationType operation, LockType type = LockType.SHARED_READ, string table = "t", bool isDynamic = false) =>
        metastore.Handler.@lock(new([Component(type, operation, table, isDynamic)], "user", "host") { Txnid = txn });

    public static async Task<List<long>> AllocateAsync(this TestMetastore metastore, params List<long> txns) =>
        (await metastore.Handler.allocate_table_write_ids(new("db", "t") { TxnIds = txns })).TxnToWriteIds!.ConvertAll(pair => pair.WriteId);

    /// <summary>highest:hidden,hidden:least open:bits of the aborted ones.</summary>
    public static async Task<string> ValidAsync(this TestMetastore metastore, string? snapshot = null)
    {
        var valid = (await metastore.Handler.get_valid_write_ids(new(["db.t"]) { ValidTxnList = snapshot })).TblValidWriteIds!.Single();
        return $"{valid.WriteIdHighWaterMark}:{string.Join(',', valid.InvalidWriteIds!)}:{(valid.__isset.minOpenWriteId ? valid.MinOpenWriteId : "")}:{Convert.ToHexString(valid.AbortedBits!)}";
    }

    /// <summary>Commits, with a check for conflicts.</summary>
    public static Task CommitAsync(this TestMetastore metastore, long txn) => metastore.Handler.commit_txn(new(txn) { ExclWriteEnabled = false });

    public static LockComponent Component(LockType type, DataOperationType operation, string table = "t", bool isDynamic = false) =>
        new(type, LockLevel.TABLE, "db") { Tablename = table, OperationType = operation, IsTransactional = true, IsDynamicPartitionWrite = isDynamic };

    /// <summary>A table of the database db that may be transactional.</summary>
    public static Table Orc(string name, string parameter, string value) => new()
    {
        DbName = "db",
        TableName = name,
        TableType = "MANAGED_TABLE",
        Sd = new()
        {
            Cols = [new() { Name = "a", Type = "int" }],
            InputFormat = "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
            OutputFormat = "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
            SerdeInfo = new() { SerializationLib = "org.apache.hadoop.hive.ql.io.orc.OrcSerde", Parameters = [] },
        },
        Parameters = new() { [parameter] = value },
    };
}
