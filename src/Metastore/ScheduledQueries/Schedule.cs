using Quartz;

namespace Metastore.ScheduledQueries;

/// <summary>When a query is to run: a cron expression as Quartz has it, in the server's time zone (<c>ObjectStore.computeNextExecutionTime</c>).</summary>
internal static class Schedule
{
    private const int DayOfMonth = 3;
    private const int DayOfWeek = 5;

    /// <summary>The first second after another, both since 1970; null if there is none that fits the 32 bits of the interface, where Hive would count from the beginning.</summary>
    /// <exception cref="InvalidInputException">It is no such expression.</exception>
    public static int? Next(string? schedule, int after, TimeZoneInfo zone)
    {
        if (schedule is null || !NamesOneDay(schedule) || !CronExpression.TryParse(schedule, CronFormat.Quartz, out var cron))
        {
            throw Errors.InvalidInput($"Invalid QUARTZ schedule expression: '{schedule ?? "null"}'");
        }

        return cron.WithTimeZone(zone).GetNextValidTimeAfter(DateTimeOffset.FromUnixTimeSeconds(after))?.ToUnixTimeSeconds() is { } next and <= int.MaxValue ? (int)next : null;
    }

    // Quartz.NET takes a day of the month together with one of the week, and words for a whole expression; Hive does not.
    private static bool NamesOneDay(string schedule) =>
        schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > DayOfWeek } fields && (fields[DayOfMonth] == "?") != (fields[DayOfWeek] == "?");
}
