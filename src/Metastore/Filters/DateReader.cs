namespace Metastore.Filters;

/// <summary>Reads dates and timestamps as Hive writes them, as numbers that compare as they do.</summary>
internal static class DateReader
{
    private const int DateLength = 10;
    private const int TimeLength = 8;
    private const int LongestFraction = 9;
    private const long NanosecondsOfSecond = 1_000_000_000;

    /// <summary>Reads <c>yyyy-MM-dd</c> as days.</summary>
    public static bool TryReadDate(ReadOnlySpan<char> text, out int days)
    {
        days = 0;
        if (text is not [_, _, _, _, '-', _, _, '-', _, _]
            || !TryReadDigits(text[..4], out var year) || !TryReadDigits(text[5..7], out var month) || !TryReadDigits(text[8..], out var day)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = new DateOnly(year, month, day).DayNumber;
        return true;
    }

    /// <summary>Reads a date that may have a time after it, as Pig stores it in a date column; the time is dropped.</summary>
    public static bool TryReadDateOf(ReadOnlySpan<char> text, out int days)
    {
        days = 0;
        return text.Length >= DateLength && (text.Length == DateLength || IsBeforeTime(text[DateLength])) && TryReadDate(text[..DateLength], out days);
    }

    /// <summary>Reads <c>yyyy-MM-dd[ HH:mm:ss[.fffffffff]]</c> as nanoseconds.</summary>
    public static bool TryReadTimestamp(ReadOnlySpan<char> text, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        if (!TryReadDateOf(text, out var days))
        {
            return false;
        }

        long ofDay = 0;
        if (text.Length > DateLength && !TryReadTime(text[(DateLength + 1)..], out ofDay))
        {
            return false;
        }

        nanoseconds = ((Int128)days * 86_400 * NanosecondsOfSecond) + ofDay;
        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length < TimeLength || text[..TimeLength] is not [_, _, ':', _, _, ':', _, _]
            || !TryReadDigits(text[..2], out var hours) || !TryReadDigits(text[3..5], out var minutes) || !TryReadDigits(text[6..8], out var seconds)
            || hours > 23 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        nanoseconds = ((hours * 3600L) + (minutes * 60) + seconds) * NanosecondsOfSecond;
        return text.Length == TimeLength || (text[TimeLength] == '.' && TryAddFraction(text[(TimeLength + 1)..], ref nanoseconds));
    }

    private static bool TryAddFraction(ReadOnlySpan<char> digits, ref long nanoseconds)
    {
        if (digits.Length is 0 or > LongestFraction || !TryReadDigits(digits, out var fraction))
        {
            return false;
        }

        long scaled = fraction;
        for (var i = digits.Length; i < LongestFraction; i++)
        {
            scaled *= 10;
        }

        nanoseconds += scaled;
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter))
            {
                return false;
            }

            number = (number * 10) + (letter - '0');
        }

        return true;
    }

    private static bool IsBeforeTime(char letter) => letter is ' ' or 'T';
}
