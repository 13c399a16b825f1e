using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>The column lists of the partitions of one batch, each kept once; in nearly every batch there is one.</summary>
internal sealed class ColumnLists
{
    private readonly Dictionary<string, (byte[] Hash, byte[] Payload)> _lists = new(StringComparer.Ordinal);
    private (List<FieldSchema>? Columns, byte[]? Hash) _last;

    /// <summary>The key under which the list is found once <see cref="KeepAsync"/> has run; null without a list.</summary>
    public byte[]? HashOf(List<FieldSchema>? columns)
    {
        if (columns is null || (_last.Columns is { } last && columns.SequenceEqual(last)))
        {
            return columns is null ? null : _last.Hash;
        }

        var payload = PartitionPayload.WriteColumns(columns);
        var hash = PartitionPayload.Hash(payload);
        _lists[Convert.ToHexString(hash)] = (hash, payload);
        _last = (columns, hash);
        return hash;
    }

    /// <summary>Adds the lists that are not there yet; before the partitions that refer to them.</summary>
    public Task KeepAsync(Tx tx, CancellationToken ct) => tx.ExecuteManyAsync(
        $"INSERT INTO column_lists (hash, payload) {tx.Dialect.Rows("hash", "payload")} ON CONFLICT DO NOTHING",
        ct,
        ("hash", _lists.Values.Select(list => list.Hash).ToArray()),
        ("payload", _lists.Values.Select(list => list.Payload).ToArray()));
}
