namespace Metastore.Compactions;

/// <summary>In which order compactions are shown.</summary>
internal static class CompactionOrder
{
    // HiveServer2 names columns of Hive's own database, in quotes.
    private static readonly Dictionary<string, Func<CompactionRow, object?>> Columns = new(StringComparer.Ordinal)
    {
        ["\"CC_ID\""] = row => row.Id,
        ["\"CC_DATABASE\""] = row => row.Database,
        ["\"CC_TABLE\""] = row => row.TableName,
        ["\"CC_PARTITION\""] = row => row.PartitionName,
        ["\"CC_STATE\""] = row => row.State,
        ["\"CC_TYPE\""] = row => row.Type,
        ["\"CC_POOL_NAME\""] = row => row.PoolName,
        ["\"CC_START\""] = row => row.Started,
        ["\"CC_END\""] = row => row.Ended,
        ["\"CC_ENQUEUE_TIME\""] = row => row.Enqueued,
    };

    /// <summary>Reads <c>"COLUMN" [asc|desc]</c>; without one, what is pending by its time, then what is done, the latest first.</summary>
    /// <exception cref="Thrift.TApplicationException">The text is not that.</exception>
    public static Func<List<CompactionRow>, IEnumerable<CompactionRow>> Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return rows => rows.OrderByDescending(row => Latest(row) ?? long.MaxValue).ThenBy(row => row.Enqueued);
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length > 2 || !Columns.TryGetValue(words[0], out var column))
        {
            throw Errors.Internal();
        }

        return words.Length == 2 && words[1].Equals("desc", StringComparison.OrdinalIgnoreCase) ? rows => rows.OrderByDescending(column) : rows => rows.OrderBy(column);
    }

    // Hive compares with the time of the commit, which is not there before: then nothing counts.
    private static long? Latest(CompactionRow row) => row.Committed is { } committed ? Math.Max(Math.Max(row.Ended ?? 0, row.Started ?? 0), committed) : null;
}
