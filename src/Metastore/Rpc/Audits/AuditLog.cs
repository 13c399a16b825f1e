using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc.Audits;

/// <summary>Writes a line for each call that changes something: who, from where, what, with which outcome. A line is written before its call is answered.</summary>
internal sealed class AuditLog : IDisposable
{
    // Names may hold any character, and a person is to read them.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Stream? _file;

    public AuditLog(IOptions<AuditOptions> options, TimeProvider time)
    {
        _time = time;
        _file = options.Value.File switch
        {
            null or "" => null,
            AuditOptions.StandardOutput => Console.OpenStandardOutput(),
            // Whoever rotates it may rename and truncate it meanwhile.
            var path => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0),
        };
    }

    /// <summary>Whether anything is written.</summary>
    public bool IsOn => _file is not null;

    public void Write(RpcMethod method, object?[] arguments, Session? session, string outcome, string? error, TimeSpan elapsed)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("time", _time.GetUtcNow().UtcDateTime);
            json.WriteString("method", method.Name);
            json.WriteString("user", session?.User);
            json.WriteString("from", session?.RemoteAddress);
            json.WriteStartObject("object");
            AuditedNames.Write(json, method.ParameterNames, arguments);
            json.WriteEndObject();
            json.WriteString("outcome", outcome);
            if (error is not null)
            {
                json.WriteString("error", error);
            }

            json.WriteNumber("ms", Math.Round(elapsed.TotalMilliseconds, 3));
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (_lock)
        {
            _file!.Write(line.WrittenSpan);
        }
    }

    public void Dispose() => _file?.Dispose();
}
