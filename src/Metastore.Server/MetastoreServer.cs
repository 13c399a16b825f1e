using Metastore.Diagnostics;
using Metastore.Rpc;

namespace Metastore.Server;

/// <summary>Puts the server together.</summary>
internal static partial class MetastoreServer
{
    /// <summary>Serves until the process is told to stop; 1 if it can't start, with the reasons on standard error.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await PrepareAsync(args, CancellationToken.None);
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

    /// <summary>Reads the settings, migrates the store and gives the host, ready to run.</summary>
    /// <param name="args">The command line: <c>--Section:Setting=value</c>.</param>
    /// <param name="ct">Stops the preparation.</param>
    public static async Task<WebApplication> PrepareAsync(string[] args, CancellationToken ct)
    {
        // Container images set the addresses of ASP.NET; those here are Rpc's and Http's to choose.
        string[] settings = [.. args, $"--{WebHostDefaults.ServerUrlsKey}=", $"--{WebHostDefaults.HttpPortsKey}="];
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddMetastore().AddRpc().AddSection<HttpOptions>(HttpOptions.Section);
        var (hive, notes) = HiveVariables.Read(builder.Configuration);
        builder.Configuration.AddInMemoryCollection(hive);
        var app = builder.Build();
        foreach (var note in notes)
        {
            LogNote(app.Logger, note);
        }

        await app.Services.GetRequiredService<Bootstrap>().RunAsync(ct);
        return app;
    }

    [LoggerMessage(EventId = EventIds.HiveVariable, Level = LogLevel.Warning, Message = "{Note}")]
    private static partial void LogNote(ILogger logger, string note);
}
