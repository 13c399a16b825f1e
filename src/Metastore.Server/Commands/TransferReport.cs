using System.Globalization;
using Metastore.Server.Transfers;

namespace Metastore.Server.Commands;

/// <summary>What a transfer tells at its end.</summary>
internal static class TransferReport
{
    /// <summary>Counts by kind, then what went wrong.</summary>
    public static void Write(TransferLog log, string added)
    {
        Output.Table(
            ["kind", added, "replaced", "the same"],
            [.. from kind in Enum.GetValues<TransferKind>()
                let counts = (int[])[log.Count(kind, PutOutcome.Added), log.Count(kind, PutOutcome.Replaced), log.Count(kind, PutOutcome.Same)]
                where counts.Sum() > 0
                select (string[])[kind.ToString(), .. counts.Select(count => count.ToString(CultureInfo.InvariantCulture))]]);
        WriteFaults(log);
    }

    /// <summary>What went wrong, on standard error.</summary>
    public static void WriteFaults(TransferLog log)
    {
        foreach (var fault in log.Faults)
        {
            Console.Error.WriteLine(fault);
        }

        if (log.FaultCount > log.Faults.Count)
        {
            Console.Error.WriteLine($"… and {log.FaultCount - log.Faults.Count} more");
        }
    }
}
