using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>
/// Finds the end of a message while its bytes arrive, and refuses one that is over a limit before anything is made of it.
/// Remembers how far it is, so that each byte is looked at once however small the pieces are.
/// </summary>
internal abstract class MessageScanner(LimitOptions limits)
{
    private readonly Level[] levels = new Level[limits.NestingDepth];
    private int depth;
    private long elements;
    private int skip;
    private int limit;
    private bool headRead;
    private byte pending;

    /// <summary>Bytes of the message that were looked at; its length once it is complete.</summary>
    public int Position { get; private set; }

    /// <summary>Why a message is malformed.</summary>
    public string? Reason { get; private set; }

    /// <summary>Bytes that the message may still have.</summary>
    protected int Left => limit - Position;

    /// <summary>Starts with a message of at most <paramref name="maxLength"/> bytes.</summary>
    public void Begin(int maxLength)
    {
        limit = maxLength;
        (Position, skip, depth, elements, pending, headRead, Reason) = (0, 0, 0, 0, 0, false, null);
    }

    /// <summary>Goes on with a message; <paramref name="data"/> is all of it that is there, from its first byte on.</summary>
    public ScanStatus Advance(ReadOnlySpan<byte> data)
    {
        ScanStatus status;
        do
        {
            if (skip > 0)
            {
                var step = Math.Min(skip, data.Length - Position);
                Position += step;
                skip -= step;
                if (skip > 0)
                {
                    return ScanStatus.NeedMore;
                }
            }

            status = Step(data);
        }
        while (status == ScanStatus.Continue);
        return status;
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

        skip = (int)count;
        pending = 0;
        return ScanStatus.Continue;
    }

    /// <summary>A value of this type comes next.</summary>
    protected void Expect(byte type) => pending = type;

    /// <summary>Enters a struct or a container; <paramref name="count"/> counts keys and values apart and is -1 for a struct.</summary>
    protected ScanStatus Push(byte key, byte value, long count, int smallestSize)
    {
        pending = 0;
        if (depth == levels.Length)
        {
            return Malformed("nested too deeply");
        }

        elements += Math.Max(count, 0);
        if (elements > limits.Elements || (count > 0 && count * smallestSize > Left))
        {
            return Malformed("more elements announced than allowed or possible");
        }

        levels[depth++] = new Level(key, value, count);
        return ScanStatus.Continue;
    }

    protected void Pop() => depth--;

    protected ScanStatus Malformed(string reason)
    {
        Reason = reason;
        return ScanStatus.Malformed;
    }

    private ScanStatus TooLong() => Malformed("longer than allowed");

    private ScanStatus Step(ReadOnlySpan<byte> data)
    {
        var rest = data[Position..];
        if (!headRead)
        {
            var status = ReadHead(rest);
            headRead = status == ScanStatus.Continue;
            return headRead ? Push((byte)TType.Stop, (byte)TType.Stop, -1, 0) : status;
        }

        if (pending != 0)
        {
            return ReadValue(pending, rest);
        }

        if (depth == 0)
        {
            return ScanStatus.Complete;
        }

        ref var level = ref levels[depth - 1];
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
            pending = level.Next();
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
