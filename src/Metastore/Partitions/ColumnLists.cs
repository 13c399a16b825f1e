using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>
/// The column lists of the partitions of one batch, each kept once; in nearly every batch there is one. Those of the rows that it starts from are there already.
/// </summary>
internal sealed class ColumnLists
{
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly List<(byte[] Hash, byte[] Payload)> _new = [];
    private (List<FieldSchema>? Columns, byte[]? Hash) _last;

    public ColumnLists(params IEnumerable<PartitionRow> kept) =>
        _kept.UnionWith(kept.Select(row => row.ColumnsHash).OfType<byte[]>().Select(Convert.ToHexString));

    /// <summary>The key under which the list is found once <see cref="KeepAsync"/> has run; null without a list.</summary>
    public byte[]? HashOf(List<FieldSchema>? columns)
    {
        if (columns is null || (_last.Columns is { } last && columns.SequenceEqual(last)))
        {
            return columns is null ? null : _last.Hash;
        }

        var payload = PartitionPayload.WriteColumns(columns);
        var hash = PartitionPayload.Hash(payload);
        if (_kept.Add(Convert.ToHexString(hash)))
        {
            _new.Add((hash, payload));
        }

        _last = (columns, hash);
        return hash;
    }

    /// <summary>Adds the lists that are not there yet; before the partitions that refer to them.</summary>
    public Task KeepAsync(Tx tx, CancellationToken ct) => tx.ExecuteManyAsync(
        $"INSERT INTO column_lists (hash, payload) {tx.Dialect.Rows("hash", "payload")} ON CONFLICT DO NOTHING",
        ct,
        ("hash", _new.ConvertAll(list => list.Hash).ToArray()),
        ("payload", _new.ConvertAll(list => list.Payload).ToArray()));
}
