namespace Metastore.Server.Commands;

/// <summary>Tells a start of the server from a command, so that the server starts without the command line's library.</summary>
internal static class ProgramArguments
{
    private static readonly string[] Questions = ["--help", "-h", "-?", "/?", "/h", "--version"];

    /// <summary>Whether there is nothing but settings: <c>--Rpc:Port=9083</c>, or nothing at all.</summary>
    public static bool AreSettings(string[] args) => args is [] || (!Questions.Contains(args[0]) && (args[0][..1] is "-" or "/" || args[0].Contains('=', StringComparison.Ordinal)));
}
