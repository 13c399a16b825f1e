using System.Buffers.Binary;

namespace Metastore.Rpc.Wire;

/// <summary>Finds the next message among received bytes, in whichever format it is.</summary>
internal sealed class MessageFinder(LimitOptions limits)
{
    private readonly BinaryScanner binary = new(limits);
    private readonly CompactScanner compact = new(limits);
    private MessageScanner? scanner;
    private WireFormat format;
    private int frame;

    /// <summary>The format of the message that was found.</summary>
    public WireFormat Format => format;

    /// <summary>Length of the message that was found, its frame's head included.</summary>
    public int Length => scanner!.Position + format.HeadSize;

    /// <summary>Why a message is malformed.</summary>
    public string? Reason { get; private set; }

    /// <summary>Forgets the message, so that the next one can be looked for.</summary>
    public void Reset() => scanner = null;

    /// <summary>Goes on looking; <paramref name="bytes"/> is all that was received since the last message.</summary>
    public ScanStatus Advance(ReadOnlySpan<byte> bytes)
    {
        if (scanner is null)
        {
            var status = Detect(bytes);
            if (status != ScanStatus.Complete)
            {
                return status;
            }
        }

        var message = bytes[format.HeadSize..];
        var result = scanner!.Advance(format.IsFramed && message.Length > frame ? message[..frame] : message);
        if (result == ScanStatus.Malformed)
        {
            Reason = scanner.Reason;
        }

        return result == ScanStatus.Complete && format.IsFramed && scanner.Position < frame ? Malformed("a frame is longer than its message") : result;
    }

    private ScanStatus Detect(ReadOnlySpan<byte> bytes)
    {
        var status = WireFormat.Detect(bytes, out format);
        if (status != ScanStatus.Complete)
        {
            return status == ScanStatus.Malformed ? Malformed("not Thrift") : status;
        }

        frame = format.IsFramed ? BinaryPrimitives.ReadInt32BigEndian(bytes) : limits.MessageBytes;
        if (frame > limits.MessageBytes)
        {
            return Malformed("longer than allowed");
        }

        scanner = format.IsCompact ? compact : binary;
        scanner.Begin(frame);
        return ScanStatus.Complete;
    }

    private ScanStatus Malformed(string reason)
    {
        Reason = reason;
        return ScanStatus.Malformed;
    }
}
