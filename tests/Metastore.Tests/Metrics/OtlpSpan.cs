using System.Text;

namespace Metastore.Tests.Metrics;

/// <summary>A span of an ExportTraceServiceRequest.</summary>
/// <remarks>https://github.com/open-telemetry/opentelemetry-proto: trace.proto, trace_service.proto.</remarks>
internal sealed record OtlpSpan(string Scope, string Name, string Id, string Parent)
{
    public static List<OtlpSpan> ReadRequest(byte[] request) =>
    [
        .. from resource in Protobuf.Fields(request, 1)
           from scope in Protobuf.Fields(resource, 2)
           let name = Protobuf.Fields(scope, 1).SelectMany(instrumentation => Protobuf.Fields(instrumentation, 1)).Select(Encoding.UTF8.GetString).Single()
           from span in Protobuf.Fields(scope, 2)
           select new OtlpSpan(name, Encoding.UTF8.GetString(Protobuf.Fields(span, 5).Single()), Hex(span, 2), Hex(span, 4)),
    ];

    private static string Hex(byte[] span, int field) => string.Concat(Protobuf.Fields(span, field).Select(Convert.ToHexString));
}
