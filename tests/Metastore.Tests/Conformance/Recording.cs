using System.IO.Compression;
using System.Text.Json;

namespace Metastore.Tests.Conformance;

/// <summary>What a client and Apache Hive's metastore said to each other, call by call, from an empty metastore on.</summary>
internal sealed record Recording(string Name, RecordingHeader Header, IReadOnlyList<RecordedCall> Calls)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a file of JSON lines, the header first; gzipped where its name says so.</summary>
    public static Recording Load(string name, string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        var header = JsonSerializer.Deserialize<RecordingHeader>(reader.ReadLine()!, Json)!;
        var calls = new List<RecordedCall>();
        while (reader.ReadLine() is { } line)
        {
            calls.Add(JsonSerializer.Deserialize<RecordedCall>(line, Json)!);
        }

        return new Recording(name, header, calls);
    }
}
