using Metastore.Diagnostics;
using Metastore.Rpc;
using Metastore.Server.Configuration;
using Metastore.Server.Metrics;
using Metastore.Server.Probes;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

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
        var notes = AddOtherSources(builder.Configuration);
        builder.Services.AddMetastore().AddRpc().AddProbes().AddMetrics(builder.Configuration);
        var app = builder.Build();
        foreach (var note in notes)
        {
            LogNote(app.Logger, note);
        }

        // Everything that is wrong is told at once, before the first option is used.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.MapProbes();
        app.MapMetrics();
        return app;
    }

    /// <summary>The same for a command that serves nobody: it logs nothing but trouble, and not where its answer goes.</summary>
    public static WebApplication BuildQuiet(string[] args) =>
        Build(["--Logging:LogLevel:Default=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace", .. args]);

    // From the weakest: hive-site.xml, what the host reads, secrets in files, the variables of Hive's images.
    private static List<string> AddOtherSources(ConfigurationManager configuration)
    {
        var (site, siteNotes) = HiveSite.Read(configuration);
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = site });
        configuration.AddSecrets();
        var (hive, notes) = HiveVariables.Read(configuration);
        configuration.AddInMemoryCollection(hive);
        return [.. siteNotes, .. notes];
    }

    [LoggerMessage(EventId = EventIds.HiveVariable, Level = LogLevel.Warning, Message = "{Note}")]
    private static partial void LogNote(ILogger logger, string note);
}
