using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;

namespace Metastore.Rpc.Wire;

/// <summary>A reply on its way out: gathered in an array from the pool, and passed on in large pieces where the format allows it.</summary>
internal sealed class OutputBuffer
{
    private const int SmallestArray = 4096;
    private const int LargestPiece = 256 * 1024;
    private const int FrameHeader = 4;

    private byte[] _array = [];
    private int _length;
    private bool _framed;
    private PipeWriter? _target;

    /// <summary>Whether a part of this reply has left already, so that it can't be taken back.</summary>
    public bool HasSent { get; private set; }

    /// <summary>Whether the client has gone, or has not taken what was sent.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether anything of this reply waits here.</summary>
    public bool IsEmpty => _length == (_framed ? FrameHeader : 0);

    /// <summary>Bytes that wait here.</summary>
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

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void WriteUtf8(string text, int byteCount) => Encoding.UTF8.GetBytes(text, Take(byteCount));

    /// <summary>Passes on what waits, if it is much and its length need not be known first.</summary>
    public Task SpillAsync(CancellationToken ct) => _length < LargestPiece || _framed || _target is null ? Task.CompletedTask : SendAsync(ct);

    /// <summary>Passes on all of the reply; false when the client is gone.</summary>
    public async ValueTask<bool> FinishAsync(CancellationToken ct)
    {
        if (_framed)
        {
            BinaryPrimitives.WriteInt32BigEndian(_array, _length - FrameHeader);
        }

        var result = await _target!.WriteAsync(_array.AsMemory(0, _length), ct);
        _length = 0;
        return !result.IsCompleted && !result.IsCanceled;
    }

    /// <summary>Gives the array back to the pool.</summary>
    public void Release()
    {
        _target = null;
        _length = 0;
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = [];
        }
    }

    private async Task SendAsync(CancellationToken ct)
    {
        HasSent = IsBroken = true;
        var result = await _target!.WriteAsync(_array.AsMemory(0, _length), ct);
        _length = 0;
        IsBroken = result.IsCompleted || result.IsCanceled;
        if (IsBroken)
        {
            throw new IOException("The client has closed the connection.");
        }
    }

    private void Grow(int count)
    {
        var capacity = Math.Max(Math.Max(SmallestArray, (long)_length + count), Math.Min(2L * _array.Length, Array.MaxLength));
        var larger = ArrayPool<byte>.Shared.Rent(checked((int)capacity));
        _array.AsSpan(0, _length).CopyTo(larger);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = larger;
    }
}
