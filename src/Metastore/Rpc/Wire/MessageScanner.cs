using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>
/// Finds the end of a message while its bytes arrive, and refuses one that is over a limit before anything is made of it.
/// Remembers how far it is, so that each byte is looked at once however small the pieces are.
/// </summary>
internal abstract class MessageScanner(LimitOptions limits)
{
    /// <summary>No method has a longer name; and no client gets a longer one back.</summary>
    protected const int LongestName = 1000;

    private const int UsualDepth = 8;
    private Level[] _levels = new Level[UsualDepth];
    private int _depth;
    private int _skip;
    private int _limit;
    private int _dropped;
    private byte _pending;

    /// <summary>Bytes of the message that were looked at; its length once it is complete.</summary>
    public int Position { get; private set; }

    /// <summary>Length of the message's head; 0 until that is known.</summary>
    public int Head { get; private set; }

    /// <summary>How many of the bytes that were looked at are still there.</summary>
    public int Kept => Position - _dropped;

    /// <summary>Elements of all containers of the message; keys and values of maps are counted apart.</summary>
    public long Elements { get; private set; }

    /// <summary>Why a message is malformed.</summary>
    public string? Reason { get; private set; }

    /// <summary>Bytes that the message may still have.</summary>
    protected int Left => _limit - Position;

    /// <summary>Starts with a message of at most <paramref name="maxLength"/> bytes.</summary>
    public void Begin(int maxLength)
    {
        _limit = maxLength;
        (Position, _skip, _depth, Elements, _pending, Head, _dropped, Reason) = (0, 0, 0, 0, 0, 0, 0, null);
    }

    /// <summary>Goes on with a message; <paramref name="data"/> is all of it that was not dropped, from its first byte on.</summary>
    public ScanStatus Advance(ReadOnlySpan<byte> data)
    {
        ScanStatus status;
        do
        {
            if (_skip > 0)
            {
                var step = Math.Min(_skip, data.Length - Kept);
                Position += step;
                _skip -= step;
                if (_skip > 0)
                {
                    return ScanStatus.NeedMore;
                }
            }

            status = Step(data);
        }
        while (status == ScanStatus.Continue);
        return status;
    }

    /// <summary>Needs no more of what was looked at than the head and the byte after it; returns how many bytes behind these are to go.</summary>
    public int Drop()
    {
        var count = Head == 0 ? 0 : Math.Max(0, Kept - Head - 1);
        _dropped += count;
        return count;
    }

    /// <summary>Reads the message's head and the struct after it: ends with <see cref="Push"/>.</summary>
    protected abstract ScanStatus ReadHead(ReadOnlySpan<byte> rest);

    /// <summary>Reads the head of a field, and says with <see cref="Expect"/> or <see cref="Pop"/> what follows.</summary>
    protected abstract ScanStatus ReadField(ReadOnlySpan<byte> rest);

    /// <summary>Reads a value, or the head of one that holds others.</summary>
    protected abstract ScanStatus ReadValue(byte type, ReadOnlySpan<byte> rest);

    /// <summary>Uses <paramref name="count"/> bytes that are there.</summary>
    protected ScanStatus Use(int count)
    {
        Position += count;
        return ScanStatus.Continue;
    }

    /// <summary>Whether there are <paramref name="count"/> bytes; if not, whether there can be.</summary>
    protected ScanStatus Need(int count, ReadOnlySpan<byte> rest)
        => rest.Length >= count ? ScanStatus.Continue : Left >= count ? ScanStatus.NeedMore : TooLong();

    /// <summary>Uses a head of <paramref name="head"/> bytes and passes over the <paramref name="count"/> bytes after it.</summary>
    protected ScanStatus Skip(int head, long count)
    {
        Position += head;
        if (count < 0)
        {
            return Malformed("negative size");
        }

        if (count > Left)
        {
            return TooLong();
        }

        _skip = (int)count;
        _pending = 0;
        return ScanStatus.Continue;
    }

    /// <summary>A value of this type comes next.</summary>
    protected void Expect(byte type) => _pending = type;

    /// <summary>Enters a struct or a container; <paramref name="count"/> counts keys and values apart and is -1 for a struct.</summary>
    protected ScanStatus Push(byte key, byte value, long count, int smallestSize)
    {
        _pending = 0;
        if (_depth == limits.NestingDepth)
        {
            return Malformed("nested too deeply");
        }

        if (_depth == _levels.Length)
        {
            Array.Resize(ref _levels, 2 * _depth);
        }

        Elements += Math.Max(count, 0);
        if (Elements > limits.Elements || (count > 0 && count * smallestSize > Left))
        {
            return Malformed("more elements announced than allowed or possible");
        }

        _levels[_depth++] = new Level(key, value, count);
        return ScanStatus.Continue;
    }

    /// <summary>Whether a head is that of a request.</summary>
    protected static bool IsCall(byte kind, int nameLength)
        => (TMessageType)kind is TMessageType.Call or TMessageType.Oneway && nameLength is >= 0 and <= LongestName;

    protected void Pop() => _depth--;

    protected ScanStatus Malformed(string reason)
    {
        Reason = reason;
        return ScanStatus.Malformed;
    }

    private ScanStatus TooLong() => Malformed("longer than allowed");

    private ScanStatus Step(ReadOnlySpan<byte> data)
    {
        var rest = data[Kept..];
        if (Head == 0)
        {
            var status = ReadHead(rest);
            if (status != ScanStatus.Continue)
            {
                return status;
            }

            Head = Position + _skip;
            return Push((byte)TType.Stop, (byte)TType.Stop, -1, 0);
        }

        if (_pending != 0)
        {
            return ReadValue(_pending, rest);
        }

        if (_depth == 0)
        {
            return ScanStatus.Complete;
        }

        ref var level = ref _levels[_depth - 1];
        if (level.Remaining < 0)
        {
            return ReadField(rest);
        }

        if (level.Remaining == 0)
        {
            Pop();
        }
        else
        {
            _pending = level.Next();
        }

        return ScanStatus.Continue;
    }

    private struct Level(byte key, byte value, long remaining)
    {
        /// <summary>Elements to come; keys and values are counted apart; -1 in a struct.</summary>
        public long Remaining { get; private set; } = remaining;

        public byte Next() => (Remaining-- & 1) == 0 ? key : value;
    }
}
