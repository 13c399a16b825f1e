using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Metastore.Server.Probes;

/// <summary>Registers the probes and maps them below <c>/healthz</c>.</summary>
internal static class ProbeExtensions
{
    // Texts of databases are full of quotation marks.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Startup = "startup";
    private const string Ready = "ready";
    private const string Writable = "writable";

    public static IServiceCollection AddProbes(this IServiceCollection services)
    {
        services.AddSection<HttpOptions>(HttpOptions.Section);
        services.AddHealthChecks().AddCheck<StartupCheck>(Startup).AddCheck<ReadyCheck>(Ready).AddCheck<WritableCheck>(Writable);
        return services
            .AddSingleton<HttpEndpoint>()
            .AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<HttpEndpoint>())
            .AddHostedService(provider => provider.GetRequiredService<HttpEndpoint>());
    }

    public static void MapProbes(this IEndpointRouteBuilder endpoints)
    {
        // Asks nothing: a server is not to be restarted because its database is away.
        endpoints.MapHealthChecks("/healthz/live", Only(""));
        foreach (var name in (string[])[Startup, Ready, Writable])
        {
            endpoints.MapHealthChecks($"/healthz/{name}", Only(name));
        }
    }

    private static HealthCheckOptions Only(string name) => new() { Predicate = check => check.Name == name, ResponseWriter = WriteAsync };

    // {"status":"Unhealthy","reason":"…"}
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Readable);
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        foreach (var entry in report.Entries.Values.Where(entry => entry.Description is not null))
        {
            json.WriteString("reason", entry.Description);
        }

        json.WriteEndObject();
    }
}
