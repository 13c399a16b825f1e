namespace Metastore.Locks;

/// <summary>One component of a stored lock. Its lock is acquired or waiting as a whole.</summary>
internal sealed record LockRow
{
    public required long Id { get; init; }

    /// <summary>The component's number within the lock, from 1.</summary>
    public required long Part { get; init; }

    /// <summary>The transaction that holds it, or 0.</summary>
    public required long TxnId { get; init; }

    public required string Database { get; init; }

    /// <summary>Null for a lock of the whole database.</summary>
    public string? TableName { get; init; }

    /// <summary>Null for a lock of the whole table.</summary>
    public string? PartitionName { get; init; }

    public required LockType Type { get; init; }

    public required LockState State { get; init; }

    /// <summary>The last sign of life, in milliseconds since 1970; 0 where the transaction has it.</summary>
    public required long Heartbeat { get; init; }

    public long? Acquired { get; init; }

    public required string UserName { get; init; }

    public required string Host { get; init; }

    public required string Agent { get; init; }

    public long? BlockedBy { get; init; }

    public long? BlockedByPart { get; init; }

    public static LockRow From(LockRequest request, LockComponent component, long id, int index, long now) => new()
    {
        Id = id,
        Part = index + 1,
        TxnId = request.Txnid,
        Database = component.Dbname.ToLowerInvariant(),
        TableName = component.Tablename?.ToLowerInvariant(),
        PartitionName = component.Partitionname is { } name ? WithLowerKeys(name) : null,
        Type = component.Type,
        State = LockState.WAITING,
        Heartbeat = request.Txnid == 0 ? now : 0,
        UserName = request.User,
        Host = request.Hostname,
        Agent = request.AgentInfo ?? "Unknown",
    };

    /// <summary>As Hive writes it into texts.</summary>
    public string Describe() =>
        $"lockid:{Id} intLockId:{Part} txnid:{TxnId} db:{Database} table:{TableName ?? "null"} partition:{PartitionName ?? "null"} state:{State} type:{Type}";

    /// <summary>Whether there has been a sign of life since then. Locks of transactions live with them.</summary>
    public bool IsAlive(long oldest) => TxnId != 0 || Heartbeat >= oldest;

    /// <summary>The same component when its lock is acquired at <paramref name="now"/>.</summary>
    public LockRow AcquiredAt(long now) => this with { State = LockState.ACQUIRED, Acquired = now, BlockedBy = null, BlockedByPart = null };

    public ShowLocksResponseElement ToElement()
    {
        var element = new ShowLocksResponseElement(Id, Database, State, Type, Heartbeat, UserName, Host)
        {
            Tablename = TableName,
            Partname = PartitionName,
            Txnid = TxnId,
            AgentInfo = Agent,
            LockIdInternal = Part,
        };
        if (Acquired is { } acquired)
        {
            element.Acquiredat = acquired;
        }

        if (BlockedBy is { } lockId && BlockedByPart is { } part)
        {
            (element.BlockedByExtId, element.BlockedByIntId) = (lockId, part);
        }

        return element;
    }

    /// <summary>A partition's name with its keys in lower case; values keep theirs (<c>TxnHandler.normalizePartitionCase</c>).</summary>
    public static string WithLowerKeys(string partition) => string.Join('/', partition.Split('/').Select(component =>
        component.IndexOf('=', StringComparison.Ordinal) is > 0 and var end ? component[..end].ToLowerInvariant() + component[end..] : component));
}
