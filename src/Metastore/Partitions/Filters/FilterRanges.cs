using Metastore.Filters;
using Metastore.Names;

namespace Metastore.Partitions.Filters;

/// <summary>The ranges of names in which all partitions are that satisfy a filter, as far as it says something about the first keys.</summary>
internal sealed class FilterRanges(IReadOnlyList<FilterKey> keys)
{
    /// <summary>So many ranges are worth asking for; more become one that covers them.</summary>
    public const int Most = 200;

    /// <summary>Ranges apart from each other, ascending; none if nothing can match. The filter is one that binds to the keys.</summary>
    public IReadOnlyList<NameRange> Of(FilterNode? node)
    {
        if (node is null || Find(node) is not { } found)
        {
            return [NameRange.Everything];
        }

        var ranges = Merge(found);
        return ranges.Count > Most ? [new(ranges[0].From, ranges[^1].To)] : ranges;
    }

    private static List<NameRange> Merge(List<NameRange> ranges)
    {
        ranges.Sort((left, right) => Utf8Order.Compare(left.From, right.From));
        var merged = new List<NameRange>(ranges.Count);
        foreach (var range in ranges)
        {
            if (merged.Count == 0 || (merged[^1].To is { } end && Utf8Order.Compare(end, range.From) < 0))
            {
                merged.Add(range);
            }
            else if (merged[^1].To is { } to && (range.To is null || Utf8Order.Compare(to, range.To) < 0))
            {
                merged[^1] = merged[^1] with { To = range.To };
            }
        }

        return merged;
    }

    // Null is everywhere.
    private List<NameRange>? Find(FilterNode node)
    {
        var pieces = PiecesByKey(node is FilterAnd all ? all.Nodes : [node]);
        return pieces[0] is not null ? Descend("", 0, pieces) : node switch
        {
            FilterOr either => FindEither(either),
            FilterAnd both => both.Nodes.OfType<FilterOr>().Select(Find).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    private List<NameRange>? FindEither(FilterOr either)
    {
        var ranges = new List<NameRange>();
        foreach (var child in either.Nodes)
        {
            if (Find(child) is not { } found)
            {
                return null;
            }

            ranges.AddRange(found);
        }

        return ranges;
    }

    private List<KeyPiece>?[] PiecesByKey(IReadOnlyList<FilterNode> nodes)
    {
        var pieces = new List<KeyPiece>?[keys.Count];
        foreach (var (key, found) in nodes.Select(PiecesOf).OfType<(FilterKey, List<KeyPiece>)>())
        {
            var others = pieces[key.Index];
            pieces[key.Index] = others is null || (long)others.Count * found.Count > Most * Most ? found : KeyPiece.Intersect(others, found);
        }

        return pieces;
    }

    private List<NameRange> Descend(string parent, int key, List<KeyPiece>?[] pieces)
    {
        var own = pieces[key]!;
        var hasNext = key + 1 < keys.Count;
        var next = hasNext ? pieces[key + 1] : null;
        var ranges = new List<NameRange>();
        foreach (var piece in own)
        {
            var start = parent + piece.From;
            if (!piece.IsWhole)
            {
                ranges.Add(new(start, parent + piece.To));
            }
            else if (!hasNext)
            {
                ranges.Add(NameRange.Exactly(start));
            }
            else if (next is null || (long)own.Count * next.Count > Most)
            {
                ranges.Add(NameRange.StartingWith(start + PartitionName.Separator));
            }
            else
            {
                ranges.AddRange(Descend(start + PartitionName.Separator, key + 1, pieces));
            }
        }

        return ranges;
    }

    // Of a comparison, or of several of one key joined by OR; null if it is neither or its key may be anywhere.
    private (FilterKey Key, List<KeyPiece> Pieces)? PiecesOf(FilterNode node)
    {
        if (node is FilterComparison comparison)
        {
            var key = FilterBinding.KeyOf(comparison, keys);
            return KeyPieces.Of(key, comparison.Operator, comparison.Constant) is { } pieces ? (key, pieces) : null;
        }

        if (node is not FilterOr either || !either.Nodes.All(child => child is FilterComparison))
        {
            return null;
        }

        var all = new List<KeyPiece>();
        FilterKey? shared = null;
        foreach (var child in either.Nodes)
        {
            if (PiecesOf(child) is not var (key, pieces) || (shared ??= key) != key)
            {
                return null;
            }

            all.AddRange(pieces);
        }

        return (shared!, [.. all.Distinct()]);
    }
}
