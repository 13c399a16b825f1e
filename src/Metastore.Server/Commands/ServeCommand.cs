using System.CommandLine;

namespace Metastore.Server.Commands;

/// <summary><c>serve</c>: the same as no command at all.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves Hive metastore clients until it is told to stop (SIGTERM).");
        command.SetAction((parsed, _) => MetastoreServer.RunAsync([.. parsed.UnmatchedTokens]));
        return command;
    }
}
