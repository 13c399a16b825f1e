using System.Buffers;
using System.Text;
using Metastore.Names;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>Names that came as one text (<see cref="Dialect.JoinsRows"/>): a row for each costs more than the name.</summary>
internal sealed class JoinedNames
{
    /// <summary>The text is whole in memory, so it has an end; of longer lists there are some more than this, to be read by rows.</summary>
    public const int Most = 20_000;

    /// <summary>What stands between two names; in a name it is escaped.</summary>
    public const char Separator = '\u0001';

    private byte[] _bytes = [];
    private int _length;

    public int Count { get; private init; }

    /// <summary>The first names of a range, ascending, all if the number is negative.</summary>
    public static async Task<JoinedNames> ReadAsync(Tx tx, PartitionedTable table, NameRange range, int max, CancellationToken ct)
    {
        await using var rows = await PartitionStore.OpenJoinedNamesAsync(tx, table, range, max < 0 ? Most + 1 : Math.Min(max, Most + 1), ct);
        if (!await rows.NextAsync(ct))
        {
            return new();
        }

        var length = checked((int)rows.Reader.GetBytes(1, 0, null, 0, 0));
        var names = new JoinedNames { Count = checked((int)rows.Reader.GetInt64(0)), _bytes = ArrayPool<byte>.Shared.Rent(length), _length = length };
        rows.Reader.GetBytes(1, 0, names._bytes, 0, length);
        return names;
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
        for (var at = 0; at <= _length;)
        {
            names.Add(Encoding.UTF8.GetString(Next(ref at)));
        }

        Release();
        return names;
    }

    /// <summary>Gives the memory back where the names are not wanted.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private async Task WriteAsync(BufferedProtocol reply, CancellationToken ct)
    {
        reply.RestartList(TType.String, Count);
        var written = 0;
        for (var at = 0; at <= _length; written++)
        {
            await reply.WriteUtf8Async(Next(ref at), ct);
        }

        Release();
        if (written != Count)
        {
            throw new System.InvalidOperationException($"{Count} names were announced, and {written} found");
        }
    }

    // The name at a place, which is set to that of the next: behind the end after the last.
    private ReadOnlySpan<byte> Next(ref int at)
    {
        var rest = _bytes.AsSpan(at, _length - at);
        var end = rest.IndexOf((byte)Separator);
        var name = end < 0 ? rest : rest[..end];
        at += name.Length + 1;
        return name;
    }
}
