using System.ComponentModel.DataAnnotations;

namespace Metastore.Storage;

/// <summary>How fresh answers are, and what is tried when the database doesn't answer. Only CockroachDB, and PostgreSQL with standbys, have more than one way to answer.</summary>
internal sealed class ReadOptions
{
    public const string Section = "Reads";

    // The interval becomes part of the SQL text, since CockroachDB takes no parameter there.
    private const string Interval = @"^-[0-9]{1,9}(ms|s|m|h)$";

    /// <summary>How fresh reads are when all is well. Default Strong.</summary>
    public ReadMode Mode { get; init; } = ReadMode.Strong;

    /// <summary>Age of the answer that is asked for when a fresh one can't be had, as CockroachDB writes it. Default -5s.</summary>
    [Required, RegularExpression(Interval)]
    public string Staleness { get; init; } = "-5s";

    /// <summary>Age of the answer that is asked for when that can't be had either. Default -30s.</summary>
    [Required, RegularExpression(Interval)]
    public string OlderStaleness { get; init; } = "-30s";

    /// <summary>Highest age of the answer to a lookup of a single key when nothing else can be had. Default 1h.</summary>
    [Required, RegularExpression("^[0-9]{1,9}(ms|s|m|h)$")]
    public string MaxStaleness { get; init; } = "1h";

    /// <summary>Time that the database has for the first row of a fresh answer. Default 500 ms; 10 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time that the database has for the first row of an older answer. Default 1 s; 10 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan StaleDeadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time for which a way to read that failed is not tried again. Default 2 s; 500 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Memory for the answers that are given again when the database does not answer in any way. Default 64 MiB; 0 keeps none.</summary>
    [Range(0, 1L << 40)]
    public long LastAnswersBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary><see cref="Staleness"/> as a time.</summary>
    internal TimeSpan Age => Duration(Staleness[1..]);

    private static TimeSpan Duration(string text)
    {
        var unit = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var count = long.Parse(text.AsSpan(0, unit), System.Globalization.CultureInfo.InvariantCulture);
        return text[unit..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(count),
            "s" => TimeSpan.FromSeconds(count),
            "m" => TimeSpan.FromMinutes(count),
            _ => TimeSpan.FromHours(count),
        };
    }
}
