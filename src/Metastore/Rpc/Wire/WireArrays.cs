using System.Buffers;

namespace Metastore.Rpc.Wire;

/// <summary>Arrays for what goes over the wire, from the pool unless they are large: those are wanted seldom, and the pool would keep them for nothing.</summary>
internal static class WireArrays
{
    private const int LargestPooled = 256 * 1024;

    /// <summary>An array of at least this length, its content any.</summary>
    public static byte[] Rent(int length) => length > LargestPooled ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);

    /// <summary>Takes back an array made by <see cref="Rent"/>; an empty one is nobody's.</summary>
    public static void Return(byte[] array)
    {
        if (array.Length is > 0 and <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
