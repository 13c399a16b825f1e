using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Metastore.Names;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>Names that came as one value (<see cref="Dialect.PacksArrays"/>): a row for each costs more than the name.</summary>
/// <remarks>PostgreSQL's array_send: dimensions, whether there are nulls, type, length and lower bound; then each element's length and bytes.</remarks>
internal sealed class PackedNames
{
    /// <summary>A value is whole in memory, so it has an end; of longer lists there are some more than this, to be read by rows.</summary>
    public const int Most = 20_000;

    private const int CountAt = 12;
    private const int Head = 20;
    private byte[] _bytes = [];

    public int Count { get; private init; }

    /// <summary>The first names of a range, ascending, all if the number is negative.</summary>
    public static async Task<PackedNames> ReadAsync(Tx tx, PartitionedTable table, NameRange range, int max, CancellationToken ct)
    {
        await using var rows = await PartitionStore.OpenPackedNamesAsync(tx, table, range, max < 0 ? Most + 1 : Math.Min(max, Most + 1), ct);
        if (!await rows.NextAsync(ct))
        {
            return new();
        }

        var bytes = ArrayPool<byte>.Shared.Rent(checked((int)rows.Reader.GetBytes(0, 0, null, 0, 0)));
        rows.Reader.GetBytes(0, 0, bytes, 0, bytes.Length);
        return new() { _bytes = bytes, Count = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(CountAt)) };
    }

    /// <summary>The names, or where a session replies to a client, what has them written into the reply.</summary>
    public List<string> ToList(Session? session)
    {
        if (session is { Held: not null, Reply: { } reply })
        {
            reply.Elements = WriteAsync;
            return [BufferedProtocol.ElementsFollow];
        }

        var names = new List<string>(Count);
        for (var at = Head; names.Count < Count;)
        {
            names.Add(Encoding.UTF8.GetString(Next(ref at)));
        }

        Release();
        return names;
    }

    /// <summary>Gives the memory back where the names are not wanted.</summary>
    public void Release()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private async Task WriteAsync(BufferedProtocol reply, CancellationToken ct)
    {
        reply.RestartList(TType.String, Count);
        var at = Head;
        for (var written = 0; written < Count; written++)
        {
            await reply.WriteUtf8Async(Next(ref at), ct);
        }

        Release();
    }

    private ReadOnlySpan<byte> Next(ref int at)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(at));
        at += sizeof(int) + length;
        return _bytes.AsSpan(at - length, length);
    }
}
