namespace Metastore.Transactions;

/// <summary>Which ones of a list are aborted, as Java's <c>BitSet.toByteArray</c> writes it: bit i of the bytes is the list's i-th, no zeros at the end.</summary>
internal static class AbortedBits
{
    public static byte[] Of(IReadOnlyList<bool> aborted)
    {
        var bytes = new byte[(aborted.Count + 7) / 8];
        var used = 0;
        for (var i = 0; i < aborted.Count; i++)
        {
            if (aborted[i])
            {
                bytes[i / 8] |= (byte)(1 << (i % 8));
                used = (i / 8) + 1;
            }
        }

        return bytes[..used];
    }
}
