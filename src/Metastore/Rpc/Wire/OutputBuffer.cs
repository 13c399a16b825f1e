using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;

namespace Metastore.Rpc.Wire;

/// <summary>A reply on its way out: gathered in an array from the pool, and passed on in large pieces where the format allows it.</summary>
/// <param name="budget">What replies are charged to that must be kept because their length goes first; null for a buffer without connection.</param>
/// <param name="sendTimeout">Time in which a client must take a piece.</param>
internal sealed class OutputBuffer(ByteBudget? budget = null, TimeSpan sendTimeout = default)
{
    private const int SmallestArray = 4096;

    // With what comes on top of it, in an array below those of the large object heap. Kestrel holds no more than 64 KiB of a reply either.
    private const int LargestPiece = 56 * 1024;
    private const int FrameHeader = 4;

    private readonly List<ArraySegment<byte>> _kept = [];
    private byte[] _array = [];
    private long _charged;
    private int _length;
    private bool _framed;
    private PipeWriter? _target;

    /// <summary>Whether a part of this reply has left already, so that it can't be taken back.</summary>
    public bool HasSent { get; private set; }

    /// <summary>Whether the client has gone, or has not taken what was sent.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether anything of this reply waits here.</summary>
    public bool IsEmpty => _kept.Count == 0 && _length == (_framed ? FrameHeader : 0);

    /// <summary>Whether all of this reply is in <see cref="Waiting"/>.</summary>
    public bool IsWhole => !HasSent && _kept.Count == 0;

    /// <summary>Bytes that wait here, the last of the reply.</summary>
    public ReadOnlySpan<byte> Waiting => _array.AsSpan(0, _length);

    /// <summary>Starts a reply that goes to <paramref name="writer"/>, or stays here when there is none.</summary>
    public void Begin(PipeWriter? writer, bool inFrame)
    {
        _target = writer;
        _framed = inFrame;
        HasSent = IsBroken = false;
        Clear();
    }

    /// <summary>Takes back what was written of this reply.</summary>
    public void Clear()
    {
        ReleaseKept();
        _length = 0;
        if (_framed)
        {
            Take(FrameHeader);
        }
    }

    /// <summary>The next <paramref name="count"/> bytes, for the caller to fill.</summary>
    public Span<byte> Take(int count)
    {
        if (_array.Length - _length < count)
        {
            Grow(count);
        }

        var span = _array.AsSpan(_length, count);
        _length += count;
        return span;
    }

    /// <summary>Takes back the last bytes, written just now.</summary>
    public void TakeBack(int count) => _length -= count;

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void WriteUtf8(string text, int byteCount) => Encoding.UTF8.GetBytes(text, Take(byteCount));

    /// <summary>Passes on what waits, if it is much; in a frame it is kept in pieces.</summary>
    public Task SpillAsync(CancellationToken ct) => _length < LargestPiece || _target is null ? Task.CompletedTask : _framed ? KeepAsync(ct) : SendAsync(ct);

    /// <summary>Passes on all of the reply; false when the client is gone.</summary>
    public async ValueTask<bool> FinishAsync(CancellationToken ct)
    {
        if (_framed)
        {
            var length = checked((int)(_kept.Sum(piece => (long)piece.Count) + _length - FrameHeader));
            BinaryPrimitives.WriteInt32BigEndian(_kept is [var first, ..] ? first : _array, length);
        }

        foreach (var piece in _kept)
        {
            await SendAsync(piece, ct);
        }

        ReleaseKept();
        var writing = _target!.WriteAsync(_array.AsMemory(0, _length), ct);
        using var patience = writing.IsCompleted ? null : new Timer(static target => ((PipeWriter)target!).CancelPendingFlush(), _target, sendTimeout, Timeout.InfiniteTimeSpan);
        var result = await writing;
        _length = 0;
        IsBroken = result.IsCompleted || result.IsCanceled;
        return !IsBroken;
    }

    /// <summary>Gives the array back to the pool.</summary>
    public void Release()
    {
        ReleaseKept();
        _target = null;
        _length = 0;
        WireArrays.Return(_array);
        _array = [];
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        if (budget is not null && !await budget.TakeAsync(_array.Length, _charged, null, ct))
        {
            throw new IOException("The replies under way hold all the memory that there is for them.");
        }

        _charged += _array.Length;
        _kept.Add(new(_array, 0, _length));
        (_array, _length) = (WireArrays.Rent(LargestPiece + SmallestArray), 0);
    }

    private void ReleaseKept()
    {
        _kept.ForEach(piece => WireArrays.Return(piece.Array!));
        _kept.Clear();
        budget?.Return(_charged, null);
        _charged = 0;
    }

    private async Task SendAsync(CancellationToken ct)
    {
        await SendAsync(_array.AsMemory(0, _length), ct);
        _length = 0;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        HasSent = IsBroken = true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(sendTimeout);
        var result = await _target!.WriteAsync(piece, patience.Token);
        IsBroken = result.IsCompleted || result.IsCanceled;
        if (IsBroken)
        {
            throw new IOException("The client has closed the connection.");
        }
    }

    private void Grow(int count)
    {
        var capacity = Math.Max(Math.Max(SmallestArray, (long)_length + count), Math.Min(2L * _array.Length, Array.MaxLength));
        var larger = WireArrays.Rent(checked((int)capacity));
        _array.AsSpan(0, _length).CopyTo(larger);
        WireArrays.Return(_array);
        _array = larger;
    }
}
