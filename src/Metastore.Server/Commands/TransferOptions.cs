using System.CommandLine;

namespace Metastore.Server.Commands;

/// <summary>What both directions of a transfer can be told.</summary>
internal static class TransferOptions
{
    public static Option<int> Parallel() => new("--parallel") { Description = "Calls that run at the same time.", DefaultValueFactory = _ => 4 };

    public static Option<int> Timeout() => new("--timeout") { Description = "Seconds that one call may take.", DefaultValueFactory = _ => 600 };
}
