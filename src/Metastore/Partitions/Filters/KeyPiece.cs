using System.Diagnostics.CodeAnalysis;
using Metastore.Names;

namespace Metastore.Partitions.Filters;

/// <summary>Where one component of a name may be: one text, or all from <paramref name="From"/> on and before <paramref name="To"/>.</summary>
internal readonly record struct KeyPiece(string From, string? To)
{
    [MemberNotNullWhen(false, nameof(To))]
    public bool IsWhole => To is null;

    /// <summary>The component is this.</summary>
    public static KeyPiece Whole(string component) => new(component, null);

    /// <summary>The component starts with this.</summary>
    public static KeyPiece StartingWith(string start) => new(start, NameRange.StartingWith(start).High);

    /// <summary>The pieces that are in both lists.</summary>
    public static List<KeyPiece> Intersect(IReadOnlyList<KeyPiece> left, IReadOnlyList<KeyPiece> right)
    {
        if (left.All(piece => piece.IsWhole) && right.All(piece => piece.IsWhole))
        {
            return [.. left.Intersect(right)];
        }

        return [.. left.SelectMany(one => right, (one, other) => one.With(other)).OfType<KeyPiece>()];
    }

    private KeyPiece? With(KeyPiece other)
    {
        if (IsWhole)
        {
            return other.IsWhole ? From == other.From ? this : null
                : Utf8Order.Compare(From, other.From) >= 0 && Utf8Order.Compare(From, other.To) < 0 ? this : null;
        }

        if (other.IsWhole)
        {
            return other.With(this);
        }

        var from = Utf8Order.Compare(From, other.From) > 0 ? From : other.From;
        var to = Utf8Order.Compare(To, other.To) < 0 ? To : other.To;
        return Utf8Order.Compare(from, to) < 0 ? new KeyPiece(from, to) : null;
    }
}
