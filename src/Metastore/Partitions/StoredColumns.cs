using System.Buffers.Binary;
using System.Collections.Concurrent;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>The column lists that partitions share, as they are stored. A list never changes, since its key is its hash: each is read once.</summary>
internal static class StoredColumns
{
    private const long MostBytes = 16 << 20;

    private static readonly ConcurrentDictionary<UInt128, byte[]> Known = new();
    private static long _bytes;

    /// <summary>The lists of these rows, by <see cref="KeyOf"/>.</summary>
    public static async Task<Dictionary<UInt128, byte[]>> ReadAsync(Tx tx, List<PartitionRow> rows, CancellationToken ct)
    {
        var columns = new Dictionary<UInt128, byte[]>();
        foreach (var hash in rows.Select(row => row.ColumnsHash).OfType<byte[]>())
        {
            var key = KeyOf(hash);
            if (!columns.ContainsKey(key))
            {
                columns[key] = await ReadAsync(tx, hash, ct);
            }
        }

        return columns;
    }

    /// <summary>One list.</summary>
    public static async Task<byte[]> ReadAsync(Tx tx, byte[] hash, CancellationToken ct) =>
        Find(hash) ?? Remember(KeyOf(hash), await PartitionStore.ReadColumnsAsync(tx, hash, ct));

    /// <summary>One list if it is known already.</summary>
    public static byte[]? Find(byte[] hash) => Known.GetValueOrDefault(KeyOf(hash));

    /// <summary>The key of a list by its stored hash.</summary>
    public static UInt128 KeyOf(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);

    private static byte[] Remember(UInt128 key, byte[] columns)
    {
        if (Interlocked.Add(ref _bytes, columns.Length) > MostBytes)
        {
            Known.Clear();
            _bytes = columns.Length;
        }

        Known[key] = columns;
        return columns;
    }
}
