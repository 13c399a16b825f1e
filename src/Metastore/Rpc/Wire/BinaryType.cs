using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>Sizes of values in Thrift's binary protocol, by the type's number.</summary>
internal static class BinaryType
{
    private static ReadOnlySpan<byte> Smallest => [0, 0, 1, 1, 8, 0, 2, 0, 4, 0, 8, 4, 1, 6, 5, 5, 16];

    private static ReadOnlySpan<byte> Fixed => [0, 0, 1, 1, 8, 0, 2, 0, 4, 0, 8, 0, 0, 0, 0, 0, 16];

    /// <summary>Bytes of the smallest value; 0 where there is no such type.</summary>
    public static int SmallestSize(byte type) => type < Smallest.Length ? Smallest[type] : 0;

    /// <summary>Bytes of each value; 0 where values differ in size.</summary>
    public static int FixedSize(byte type) => Fixed[type];

    /// <summary>Whether the type exists.</summary>
    public static bool Exists(byte type) => SmallestSize(type) > 0;

    public static bool Is(byte type, TType expected) => type == (byte)expected;
}
