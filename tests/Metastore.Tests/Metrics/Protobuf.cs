namespace Metastore.Tests.Metrics;

/// <summary>As much of protobuf's wire format as it takes to find texts and messages.</summary>
internal static class Protobuf
{
    /// <summary>The values of a field that holds bytes, texts or messages.</summary>
    public static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = ReadNumber(message, ref at);
            var length = (tag & 7) switch
            {
                0 => SkipNumber(message, ref at),
                1 => sizeof(ulong),
                2 => (int)ReadNumber(message, ref at),
                5 => sizeof(uint),
                _ => throw new InvalidDataException($"wire type {tag & 7}"),
            };
            if (tag == ((ulong)number << 3 | 2))
            {
                found.Add(message[at..(at + length)]);
            }

            at += length;
        }

        return found;
    }

    private static int SkipNumber(byte[] message, ref int at)
    {
        ReadNumber(message, ref at);
        return 0;
    }

    private static ulong ReadNumber(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }
}
