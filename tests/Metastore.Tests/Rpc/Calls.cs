using System.Buffers.Binary;
using System.Text;

namespace Metastore.Tests.Rpc;

/// <summary>The bytes of calls, well-formed or not.</summary>
internal static class Calls
{
    /// <summary>Type, id and stop bytes of binary fields.</summary>
    public const byte Stop = 0;
    public const byte I32 = 8;
    public const byte Text = 11;
    public const byte Struct = 12;
    public const byte Map = 13;
    public const byte List = 15;

    /// <summary>A call with the strict head; <paramref name="arguments"/> is the struct with its stop, empty by default.</summary>
    public static byte[] Strict(string method, int sequence, params byte[] arguments)
        => [.. StrictHead(method, sequence), .. arguments.Length == 0 ? [Stop] : arguments];

    /// <summary>A call's strict head alone.</summary>
    public static byte[] StrictHead(string method, int sequence, byte kind = 1)
        => [0x80, 1, 0, kind, .. Number(method.Length), .. Encoding.ASCII.GetBytes(method), .. Number(sequence)];

    /// <summary>A call with the old head.</summary>
    public static byte[] Old(string method, int sequence, params byte[] arguments)
        => [.. Number(method.Length), .. Encoding.ASCII.GetBytes(method), 1, .. Number(sequence), .. arguments.Length == 0 ? [Stop] : arguments];

    /// <summary>A message in a frame.</summary>
    public static byte[] Framed(byte[] message) => [.. Number(message.Length), .. message];

    /// <summary>The head of a field.</summary>
    public static byte[] Field(byte type, short id) => [type, (byte)(id >> 8), (byte)id];

    /// <summary>A field of text.</summary>
    public static byte[] TextField(short id, string text) => [.. Field(Text, id), .. Number(text.Length), .. Encoding.UTF8.GetBytes(text)];

    /// <summary>Four bytes, the highest first.</summary>
    public static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>The same bytes again and again.</summary>
    public static byte[] Repeat(byte[] bytes, int count) => [.. Enumerable.Repeat(bytes, count).SelectMany(part => part)];
}
