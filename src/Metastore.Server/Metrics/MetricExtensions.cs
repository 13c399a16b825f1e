using Metastore.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Metastore.Server.Metrics;

/// <summary>Shows metrics at <c>/metrics</c>, and sends metrics and traces where the standard variables OTEL_EXPORTER_OTLP_… say so.</summary>
internal static class MetricExtensions
{
    // Npgsql's spans become children of ours, and its meter has the pools.
    private const string Npgsql = "Npgsql";
    private const string Runtime = "System.Runtime";

    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<MetricOptions>(MetricOptions.Section);
        services.AddSingleton<CatalogCounts>().AddHostedService(provider => provider.GetRequiredService<CatalogCounts>());
        services.AddSingleton<Gauges>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? "metastore", serviceVersion: ProgramVersion.Text))
            .WithMetrics(metrics => Export(
                metrics.AddMeter(MetastoreTelemetry.Name, MetastoreTelemetry.HiveName, Npgsql, Runtime).AddPrometheusExporter(), configuration));
        if (IsSent(configuration, "TRACES"))
        {
            telemetry.WithTracing(traces => traces.AddSource(MetastoreTelemetry.Name, Npgsql).AddOtlpExporter());
        }

        return services;
    }

    public static void MapMetrics(this WebApplication app)
    {
        app.MapPrometheusScrapingEndpoint();
        app.Services.GetRequiredService<Gauges>();
    }

    private static void Export(MeterProviderBuilder metrics, IConfiguration configuration)
    {
        if (IsSent(configuration, "METRICS"))
        {
            metrics.AddOtlpExporter();
        }
    }

    private static bool IsSent(IConfiguration configuration, string signal) =>
        configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } || configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 };
}
