namespace Metastore.Statistics;

/// <summary>
/// Guesses at partitions without statistics: a value that rises or falls between the partitions where it is least and greatest,
/// by their places in the request, goes on so up to the first or last place.
/// </summary>
/// <remarks>Hive <c>LinearExtrapolatePartStatus</c>; a value that one of the partitions does not have is not guessed.</remarks>
internal sealed class LinearExtrapolation(IReadOnlyList<(int Place, ColumnSummary Summary)> found, int places)
{
    private readonly int _last = places - 1;

    public long? Low(Func<ColumnSummary, long?> value) => Ends(value) is not { } ends ? null
        : Long(ends.Greatest.Value, ends.Least.Value, Rise(ends.Greatest.Place, ends.Least.Place));

    public long? High(Func<ColumnSummary, long?> value) => Ends(value) is not { } ends ? null
        : Long(ends.Least.Value, ends.Greatest.Value, Rise(ends.Least.Place, ends.Greatest.Place));

    public double? Low(Func<ColumnSummary, double?> value) => Ends(value) is not { } ends ? null
        : Double(ends.Greatest.Value, ends.Least.Value, Rise(ends.Greatest.Place, ends.Least.Place));

    public double? High(Func<ColumnSummary, double?> value) => Ends(value) is not { } ends ? null
        : Double(ends.Least.Value, ends.Greatest.Value, Rise(ends.Least.Place, ends.Greatest.Place));

    public DecimalNumber? Low(Func<ColumnSummary, DecimalNumber?> value) => Ends(value) is not { } ends ? null
        : Decimal(ends.Greatest.Value, ends.Least.Value, Rise(ends.Greatest.Place, ends.Least.Place));

    public DecimalNumber? High(Func<ColumnSummary, DecimalNumber?> value) => Ends(value) is not { } ends ? null
        : Decimal(ends.Least.Value, ends.Greatest.Value, Rise(ends.Least.Place, ends.Greatest.Place));

    /// <summary>A sum over the found partitions, for all of them; whole numbers throughout, as Hive has it.</summary>
    public long Scale(long sum) => sum / found.Count * places;

    private (T Value, int Place)? End<T>(Func<ColumnSummary, T?> value, bool greatest)
        where T : struct, IComparable<T>
    {
        (T Value, int Place)? end = null;
        foreach (var (place, summary) in found)
        {
            if (value(summary) is not { } here)
            {
                return null;
            }

            var order = end is { } known ? here.CompareTo(known.Value) : 0;
            end = end is null || (greatest ? order >= 0 : order < 0) ? (here, place) : end;
        }

        return end;
    }

    private ((T Value, int Place) Least, (T Value, int Place) Greatest)? Ends<T>(Func<ColumnSummary, T?> value)
        where T : struct, IComparable<T> =>
        End(value, false) is { } least && End(value, true) is { } greatest ? (least, greatest) : null;

    // How far the line goes on from one place through the other, and the distance of the two.
    private (int Way, int Distance) Rise(int from, int to) => from < to ? (_last - from, to - from) : (from, from - to);

    private static long Long(long from, long to, (int Way, int Distance) rise) => rise.Distance == 0 ? to
        : (long)Int128.Clamp(from + ((Int128)to - from) * rise.Way / rise.Distance, long.MinValue, long.MaxValue);

    private static double Double(double from, double to, (int Way, int Distance) rise) =>
        rise.Distance == 0 ? to : from + (to - from) * rise.Way / rise.Distance;

    private static DecimalNumber Decimal(DecimalNumber from, DecimalNumber to, (int Way, int Distance) rise) =>
        rise.Distance == 0 ? to : DecimalNumber.FromDouble(Double(from.ToDouble(), to.ToDouble(), rise));
}
