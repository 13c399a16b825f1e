using System.Collections.Concurrent;
using Metastore.Names;
using Metastore.Storage;
using Thrift;

namespace Metastore.Partitions;

/// <summary>
/// The tables whose partitions were asked for last, so that a read of partitions is one statement. A table may have changed meanwhile: a read must
/// name the version of the table that it is given in its statement, so that it finds nothing if that is not the stored one.
/// </summary>
internal sealed class KnownTables
{
    private const long MostBytes = 4 << 20;

    private readonly ConcurrentDictionary<TableName, PartitionedTable> _known = new();
    private long _bytes;

    /// <summary>What <paramref name="read"/> finds in the table of this name; null (of a value: of a nullable one) if there is nothing.</summary>
    /// <exception cref="Exception">There is no such table: what <paramref name="missing"/> makes.</exception>
    public async Task<T?> ReadAsync<T>(Tx tx, TableName name, Func<Exception> missing, Func<PartitionedTable, Task<T?>> read, CancellationToken ct)
    {
        var table = tx.TakesOnlyKeys ? null : _known.GetValueOrDefault(name);
        try
        {
            if (table is not null && await read(table) is { } found)
            {
                return found;
            }
        }
        catch (TException)
        {
            // The keys it was judged by may be others by now.
            table = null;
        }

        for (; ;)
        {
            var stored = await PartitionedTable.FindAsync(tx, name, ct) ?? throw missing();
            if (table is not null && (stored.Id, stored.Row.Version) == (table.Id, table.Row.Version))
            {
                return default;
            }

            table = Remember(name, stored);
            if (await read(table) is { } found)
            {
                return found;
            }
        }
    }

    private PartitionedTable Remember(TableName name, PartitionedTable table)
    {
        if (Interlocked.Add(ref _bytes, table.Row.Payload.Length) > MostBytes)
        {
            _known.Clear();
            _bytes = table.Row.Payload.Length;
        }

        return _known[name] = table;
    }
}
