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

    /// <summary>The texts in this order, each once; they mostly come that way.</summary>
    public static IReadOnlyList<string> Sorted(IReadOnlyList<string> texts)
    {
        for (var i = 1; i < texts.Count; i++)
        {
            if (Compare(texts[i - 1], texts[i]) >= 0)
            {
                return [.. texts.Distinct(StringComparer.Ordinal).Order(Comparer<string>.Create(static (left, right) => Compare(left, right)))];
            }
        }

        return texts;
    }

    // UTF-16 has the surrogates below U+E000, code points have what they stand for above.
    private static int Rank(char letter) => char.IsSurrogate(letter) ? letter + 0x10000 : letter;
}
