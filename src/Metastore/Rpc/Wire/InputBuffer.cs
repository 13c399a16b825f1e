using System.Buffers;

namespace Metastore.Rpc.Wire;

/// <summary>Bytes that a connection has received and not yet used up, in one array from the pool.</summary>
internal sealed class InputBuffer
{
    private const int SmallestArray = 4096;

    /// <summary>The array; what counts is from <see cref="Start"/> to <see cref="End"/>.</summary>
    public byte[] Array { get; private set; } = [];

    public int Start { get; private set; }

    public int End { get; private set; }

    public int Length => End - Start;

    public ReadOnlySpan<byte> Span => Array.AsSpan(Start, Length);

    /// <summary>The size the array will have once <paramref name="count"/> more bytes are in.</summary>
    public int CapacityFor(int count)
    {
        var needed = Length + count;
        var capacity = Math.Max(Array.Length, SmallestArray);
        return needed <= capacity ? capacity : (int)Math.Max(needed, Math.Min(2L * capacity, System.Array.MaxLength));
    }

    public void Append(in ReadOnlySequence<byte> bytes)
    {
        var count = checked((int)bytes.Length);
        MakeRoom(count);
        bytes.CopyTo(Array.AsSpan(End));
        End += count;
    }

    public void Consume(int count) => Start += count;

    /// <summary>Takes out <paramref name="count"/> bytes from <paramref name="at"/> on, and keeps the others in an array that is no larger than they need.</summary>
    public void Remove(int at, int count)
    {
        var length = Length - count;
        var target = WireArrays.Rent(Math.Max(length, SmallestArray));
        Span[..at].CopyTo(target);
        Span[(at + count)..].CopyTo(target.AsSpan(at));
        Release();
        (Array, End) = (target, length);
    }

    /// <summary>Gives the array back to the pool.</summary>
    public void Release()
    {
        WireArrays.Return(Array);
        Array = [];
        Start = End = 0;
    }

    private void MakeRoom(int count)
    {
        if (Array.Length - End >= count)
        {
            return;
        }

        var capacity = CapacityFor(count);
        var target = capacity > Array.Length ? WireArrays.Rent(capacity) : Array;
        var length = Length;
        Span.CopyTo(target);
        if (target != Array)
        {
            Release();
            Array = target;
        }

        (Start, End) = (0, length);
    }
}
