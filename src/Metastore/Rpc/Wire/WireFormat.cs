using System.Buffers.Binary;

namespace Metastore.Rpc.Wire;

/// <summary>How a message is put on the wire. Each message tells by its first bytes, and is answered likewise.</summary>
internal readonly record struct WireFormat(bool IsFramed, bool IsCompact)
{
    private const int Length = 4;
    private const int BytesThatTell = 6;
    private const byte BinaryVersion = 0x80;
    private const byte CompactId = 0x82;

    /// <summary>Bytes before the message itself.</summary>
    public int HeadSize => IsFramed ? Length : 0;

    /// <summary>
    /// Tells the format of the message that begins with <paramref name="bytes"/>. Strict binary begins with 80 01 and compact with 82 x1;
    /// a frame has a length before either; the old binary head begins with the length of a name, which is text.
    /// </summary>
    public static ScanStatus Detect(ReadOnlySpan<byte> bytes, out WireFormat format)
    {
        format = default;
        if (bytes.Length < 2)
        {
            return bytes.Length == 1 && bytes[0] is not (BinaryVersion or CompactId) and > 0x7f ? ScanStatus.Malformed : ScanStatus.NeedMore;
        }

        if (IsMessage(bytes, out format))
        {
            return ScanStatus.Complete;
        }

        if (bytes[0] > 0x7f)
        {
            return ScanStatus.Malformed;
        }

        return bytes.Length < BytesThatTell ? ScanStatus.NeedMore : DetectAfterLength(bytes, out format);
    }

    private static ScanStatus DetectAfterLength(ReadOnlySpan<byte> bytes, out WireFormat format)
    {
        if (IsMessage(bytes[Length..], out var inner))
        {
            format = inner with { IsFramed = true };
            return ScanStatus.Complete;
        }

        var isNameless = BinaryPrimitives.ReadInt32BigEndian(bytes) == 0;
        format = new WireFormat(IsFramed: bytes[Length] == 0 && !isNameless, IsCompact: false);
        return format.IsFramed || isNameless || IsNameStart(bytes[Length]) ? ScanStatus.Complete : ScanStatus.Malformed;
    }

    private static bool IsMessage(ReadOnlySpan<byte> bytes, out WireFormat format)
    {
        format = new WireFormat(IsFramed: false, IsCompact: bytes[0] == CompactId);
        return format.IsCompact ? (bytes[1] & 0x1f) == 1 : bytes[0] == BinaryVersion && bytes[1] == 1;
    }

    private static bool IsNameStart(byte value) => char.IsAsciiLetter((char)value) || value == '_';
}
