using System.Globalization;
using System.Numerics;

namespace Metastore.Statistics;

/// <summary>A decimal of any size as the wire has it: a whole number over a power of ten.</summary>
internal readonly record struct DecimalNumber(BigInteger Unscaled, short Scale) : IComparable<DecimalNumber>
{
    public static DecimalNumber From(HiveDecimal value) => new(new BigInteger(value.Unscaled, isBigEndian: true), value.Scale);

    /// <summary>The number with the places that Java prints: 40 has one after the point.</summary>
    /// <remarks>Hive hands extrapolated decimals on as <c>String.valueOf(double)</c>.</remarks>
    public static DecimalNumber FromDouble(double value)
    {
        // The shortest digits that read back as the same double, and the power of ten of the last one.
        var text = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = text[0].IndexOf('.', StringComparison.Ordinal);
        var digits = text[0].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        var dropped = text[0].Length - (point < 0 ? 0 : 1) - digits.Length;
        var power = (text.Length > 1 ? int.Parse(text[1], CultureInfo.InvariantCulture) : 0) + dropped - (point < 0 ? 0 : text[0].Length - point - 1);
        var number = digits.TrimStart('-').Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        var scale = number.IsZero ? 1 : JavaScale(Math.Abs(value), digits.TrimStart('-').TrimStart('0').Length, power);
        return new(number.IsZero ? number : number * BigInteger.Pow(10, scale + power), (short)scale);
    }

    public static bool operator <(DecimalNumber left, DecimalNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(DecimalNumber left, DecimalNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(DecimalNumber left, DecimalNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DecimalNumber left, DecimalNumber right) => left.CompareTo(right) >= 0;

    public HiveDecimal ToHive() => new() { Scale = Scale, Unscaled = Unscaled.ToByteArray(isBigEndian: true) };

    public double ToDouble() => double.Parse($"{Unscaled}E{-Scale}", CultureInfo.InvariantCulture);

    public int CompareTo(DecimalNumber other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return (Unscaled * BigInteger.Pow(10, scale - Scale)).CompareTo(other.Unscaled * BigInteger.Pow(10, scale - other.Scale));
    }

    // Java prints at least one place after the point, and a power of ten outside of 0.001 to 10 000 000.
    private static int JavaScale(double magnitude, int digits, int power)
        => magnitude is >= 1e-3 and < 1e7 ? Math.Max(-power, 1) : Math.Max(digits - 1, 1) - (digits - 1 + power);
}
