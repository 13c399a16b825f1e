using Metastore.Diagnostics;
using Metastore.Rpc;
using Metastore.Server.Metrics;
using Metastore.Server.Probes;

namespace Metastore.Server;

/// <summary>Puts the server together.</summary>
internal static partial class MetastoreServer
{
    /// <summary>Serves until the process is told to stop; 1 if it can't start, with the reasons on standard error.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } reasons)
        {
            foreach (var reason in reasons)
            {
                await Console.Error.WriteLineAsync($"The metastore can't start: {reason}");
            }

            return 1;
        }
    }

    /// <summary>Gives the host, ready to run: it reads the settings, opens the probes' port, migrates the store and then opens the Thrift port.</summary>
    /// <param name="args">The command line: <c>--Section:Setting=value</c>.</param>
    public static WebApplication Build(string[] args)
    {
        // Container images set the addresses of ASP.NET; those here are Rpc's and Http's to choose.
        string[] settings = [.. args, $"--{WebHostDefaults.ServerUrlsKey}=", $"--{WebHostDefaults.HttpPortsKey}="];
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        var (hive, notes) = HiveVariables.Read(builder.Configuration);
        builder.Configuration.AddInMemoryCollection(hive);
        builder.Services.AddMetastore().AddRpc().AddProbes().AddMetrics(builder.Configuration);
        var app = builder.Build();
        foreach (var note in notes)
        {
            LogNote(app.Logger, note);
        }

        app.MapProbes();
        app.MapMetrics();
        return app;
    }

    [LoggerMessage(EventId = EventIds.HiveVariable, Level = LogLevel.Warning, Message = "{Note}")]
    private static partial void LogNote(ILogger logger, string note);
}
