using Metastore.Rpc;

namespace Metastore.Server;

/// <summary>Puts the server together.</summary>
internal static class MetastoreServer
{
    /// <summary>Reads the settings, migrates the store and gives the host, ready to run.</summary>
    /// <param name="args">The command line: <c>--Section:Setting=value</c>.</param>
    /// <param name="ct">Stops the preparation.</param>
    public static async Task<WebApplication> PrepareAsync(string[] args, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddMetastore().AddRpc();
        var app = builder.Build();
        await app.Services.GetRequiredService<Bootstrap>().RunAsync(ct);
        return app;
    }
}
