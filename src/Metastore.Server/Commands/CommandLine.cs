using System.CommandLine;
using Thrift;

namespace Metastore.Server.Commands;

/// <summary>What the program can do. Every command takes settings as the server does: <c>--Storage:Provider=Postgres</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command and gives the exit code: 0 when all is well, 1 with a line on standard error when not.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await Root().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception error) when (Reasons(error) is { } reasons)
        {
            foreach (var reason in reasons)
            {
                await Console.Error.WriteLineAsync(reason);
            }

            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("A metastore for Hive's clients. Without a command it serves them. Settings are given as --Section:Name=value.")
        {
            ServeCommand.Create(),
            MigrateCommand.Create(),
            CheckCommand.Create(),
            HealthCheckCommand.Create(),
            DescribeCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
        };
        foreach (var command in root.Subcommands)
        {
            command.TreatUnmatchedTokensAsErrors = false;
        }

        return root;
    }

    private static IReadOnlyList<string>? Reasons(Exception error) => StartFailure.Explain(error) ?? error switch
    {
        TException or HttpRequestException or UriFormatException or InvalidDataException => [Rpc.CallJournal.TextOf(error) ?? error.GetType().Name],
        _ => null,
    };
}
