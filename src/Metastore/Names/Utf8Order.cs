namespace Metastore.Names;

/// <summary>The order of texts by their UTF-8 bytes, which is that of code points; the databases keep names in it.</summary>
internal static class Utf8Order
{
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var length = left.CommonPrefixLength(right);
        return length == left.Length || length == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[length]).CompareTo(Rank(right[length]));
    }

    // UTF-16 has the surrogates below U+E000, code points have what they stand for above.
    private static int Rank(char letter) => char.IsSurrogate(letter) ? letter + 0x10000 : letter;
}
