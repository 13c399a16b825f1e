using System.Buffers.Binary;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>Finds the next message among received bytes, in whichever format it is.</summary>
internal sealed class MessageFinder(LimitOptions limits)
{
    private BinaryScanner? _binary;
    private CompactScanner? _compact;
    private MessageScanner? _scanner;
    private WireFormat _format;
    private int _frame;

    /// <summary>The format of the message that was found.</summary>
    public WireFormat Format => _format;

    /// <summary>Length of the message that was found, its frame's head included.</summary>
    public int Length => _scanner!.Kept + _format.HeadSize;

    /// <summary>Elements of all containers of the message that was found.</summary>
    public long Elements => _scanner!.Elements;

    // Bytes of the frame that are there or may come.
    private int Left => _frame - _scanner!.Position + _scanner.Kept;

    /// <summary>Why a message is malformed.</summary>
    public string? Reason { get; private set; }

    /// <summary>Forgets the message, so that the next one can be looked for.</summary>
    public void Reset() => _scanner = null;

    /// <summary>Goes on looking; <paramref name="bytes"/> is all that was received since the last message and not dropped.</summary>
    public ScanStatus Advance(ReadOnlySpan<byte> bytes)
    {
        if (_scanner is null)
        {
            var status = Detect(bytes);
            if (status != ScanStatus.Complete)
            {
                return status;
            }
        }

        var message = bytes[_format.HeadSize..];
        var result = _scanner!.Advance(_format.IsFramed && message.Length > Left ? message[..Left] : message);
        if (result == ScanStatus.Malformed)
        {
            Reason = _scanner.Reason;
        }

        return result == ScanStatus.Complete && _format.IsFramed && _scanner.Position < _frame ? Malformed("a frame is longer than its message") : result;
    }

    /// <summary>Has <paramref name="received"/> keep no more of the message than its head and what has not been looked at.</summary>
    public void Drop(InputBuffer received)
    {
        if (_scanner?.Drop() is > 0 and var count)
        {
            received.Remove(_format.HeadSize + _scanner.Head + 1, count);
        }
    }

    /// <summary>Makes the byte after its head, which is all that <see cref="Drop"/> left of the message that was found, the end of its arguments.</summary>
    public void Empty(InputBuffer received) => received.Array[received.Start + Length - 1] = (byte)TType.Stop;

    private ScanStatus Detect(ReadOnlySpan<byte> bytes)
    {
        var status = WireFormat.Detect(bytes, out _format);
        if (status != ScanStatus.Complete)
        {
            return status == ScanStatus.Malformed ? Malformed("not Thrift") : status;
        }

        _frame = _format.IsFramed ? BinaryPrimitives.ReadInt32BigEndian(bytes) : limits.MessageBytes;
        if (_frame > limits.MessageBytes)
        {
            return Malformed("longer than allowed");
        }

        _scanner = _format.IsCompact ? _compact ??= new CompactScanner(limits) : _binary ??= new BinaryScanner(limits);
        _scanner.Begin(_frame);
        return ScanStatus.Complete;
    }

    private ScanStatus Malformed(string reason)
    {
        Reason = reason;
        return ScanStatus.Malformed;
    }
}
