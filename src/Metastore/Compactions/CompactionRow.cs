using Metastore.Storage;

namespace Metastore.Compactions;

/// <summary>A compaction that is asked for, under way or done. Times are in milliseconds since 1970.</summary>
internal sealed record CompactionRow
{
    // What Hive calls the pool of those that name none.
    private const string DefaultPool = "default";

    public required long Id { get; init; }

    public required string Database { get; init; }

    public required string TableName { get; init; }

    /// <summary>Empty for the whole table.</summary>
    public required string PartitionName { get; init; }

    public required CompactionType Type { get; init; }

    /// <summary>One of <see cref="CompactionState"/>.</summary>
    public required string State { get; init; }

    public string? PoolName { get; init; }

    /// <summary>In Hive's form: the number of entries, then length and text of each key and value, all with colons behind.</summary>
    public string? Properties { get; init; }

    public string? RunAs { get; init; }

    public string? InitiatorId { get; init; }

    public string? InitiatorVersion { get; init; }

    public string? WorkerId { get; init; }

    public string? WorkerVersion { get; init; }

    public long BucketCount { get; init; }

    public string? OrderBy { get; init; }

    public required long Enqueued { get; init; }

    public long? Started { get; init; }

    public long? Ended { get; init; }

    public long HighestWriteId { get; init; }

    public long TxnId { get; init; }

    public long NextTxnId { get; init; }

    public long? Committed { get; init; }

    public string? JobId { get; init; }

    public string? ErrorMessage { get; init; }

    public static CompactionRow From(CompactionRequest request, long id, Tx tx) => new()
    {
        Id = id,
        Database = request.Dbname.ToLowerInvariant(),
        TableName = request.Tablename.ToLowerInvariant(),
        PartitionName = request.Partitionname ?? "",
        Type = request.Type,
        State = CompactionState.Initiated,
        PoolName = string.IsNullOrEmpty(request.PoolName) ? null : request.PoolName,
        Properties = request.Properties is { } properties ? Encode(properties) : null,
        RunAs = request.Runas,
        InitiatorId = request.InitiatorId,
        InitiatorVersion = request.InitiatorVersion,
        BucketCount = request.NumberOfBuckets,
        OrderBy = request.OrderByClause,
        Enqueued = tx.NowMillis,
    };

    /// <summary>As a worker gets it.</summary>
    /// <remarks>Hive fills in what the worker needs and leaves the rest at Java's defaults.</remarks>
    public CompactionInfoStruct ToWork() => new(Id, Database, TableName, Type)
    {
        Partitionname = PartitionName.Length > 0 ? PartitionName : null,
        Properties = Properties,
        Toomanyaborts = false,
        State = "\0",
        Start = 0,
        HighestWriteId = 0,
        Hasoldabort = false,
        EnqueueTime = 0,
        RetryRetention = 0,
        Poolname = PoolName,
        NumberOfBuckets = (int)BucketCount,
        OrderByClause = OrderBy,
    };

    public ShowCompactResponseElement ToElement()
    {
        var element = new ShowCompactResponseElement(Database, TableName, Type, CompactionState.Describe(State))
        {
            Partitionname = PartitionName.Length > 0 ? PartitionName : null,
            Workerid = WorkerId,
            RunAs = RunAs,
            HightestTxnId = HighestWriteId,
            HadoopJobId = JobId ?? "None",
            Id = Id,
            ErrorMessage = ErrorMessage,
            EnqueueTime = Enqueued,
            WorkerVersion = WorkerVersion,
            InitiatorId = InitiatorId,
            InitiatorVersion = InitiatorVersion,
            PoolName = PoolName ?? DefaultPool,
            NextTxnId = NextTxnId,
            TxnId = TxnId,
            CommitTime = Committed ?? 0,
        };
        if (Started is { } started)
        {
            element.Start = started;
        }

        if (Ended is { } ended)
        {
            element.EndTime = ended;
        }

        return element;
    }

    // Hive StringableMap.
    private static string Encode(Dictionary<string, string> properties) =>
        $"{properties.Count}:" + string.Concat(properties.Select(property => $"{property.Key.Length}:{property.Key}{property.Value.Length}:{property.Value}"));
}
