namespace Metastore.Locks;

/// <summary>Which locks exclude each other (Hive <c>TxnHandler</c>'s table of conflicts).</summary>
internal static class LockConflict
{
    /// <summary>The first component of a request that has to wait, and the first one held that it waits for; null if none has to.</summary>
    /// <param name="requested">The components of one lock.</param>
    /// <param name="held">Components of locks that were asked for earlier, acquired or waiting, in the order of their ids: nobody overtakes.</param>
    public static (LockRow Waiting, LockRow Blocker)? Find(IReadOnlyList<LockRow> requested, IReadOnlyList<LockRow> held)
    {
        foreach (var component in requested)
        {
            if (held.FirstOrDefault(other => Excludes(other, component)) is { } blocker)
            {
                return (component, blocker);
            }
        }

        return null;
    }

    private static bool Excludes(LockRow held, LockRow requested) => Overlap(held, requested) && !IsSameTransaction(held, requested) && (requested.Type switch
    {
        // Reading a database only needs it to stay; what happens to its tables is another matter.
        LockType.SHARED_READ => held.Type == LockType.EXCLUSIVE && !(held.TableName is not null && requested.TableName is null),
        LockType.SHARED_WRITE => held.Type is LockType.EXCL_WRITE or LockType.EXCLUSIVE,
        LockType.EXCL_WRITE => held.Type != LockType.SHARED_READ,
        _ => !(held is { Type: LockType.SHARED_READ, TableName: null } && requested.TableName is not null),
    });

    private static bool Overlap(LockRow one, LockRow other) => one.Database == other.Database
        && (one.TableName is null || other.TableName is null || one.TableName == other.TableName)
        && (one.PartitionName is null || other.PartitionName is null || one.PartitionName == other.PartitionName);

    private static bool IsSameTransaction(LockRow one, LockRow other) => one.TxnId != 0 && one.TxnId == other.TxnId;
}
