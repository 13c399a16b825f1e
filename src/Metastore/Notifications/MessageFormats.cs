using System.IO.Compression;
using System.Text;

namespace Metastore.Notifications;

/// <summary>The formats' names on the wire, and their coders (Hive's <c>JSONMessageEncoder</c> and <c>GzipJSONMessageEncoder</c>).</summary>
internal static class MessageFormats
{
    public static string Name(this MessageFormat format) => format == MessageFormat.Gzip ? "gzip(json-2.0)" : "json-0.2";

    public static string Encode(this MessageFormat format, string json) => format == MessageFormat.Gzip ? Pack(json) : json;

    private static string Pack(string json)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
