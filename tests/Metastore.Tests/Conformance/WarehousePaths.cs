using System.Text;

namespace Metastore.Tests.Conformance;

/// <summary>Puts the server's warehouse directory in the place of the recorded one, and back; paths are replaced without their scheme, wherever they stand in a text.</summary>
internal sealed class WarehousePaths(string recorded, string actual)
{
    private const string Scheme = "file:";

    private readonly string recorded = Plain(recorded);
    private readonly string actual = Plain(actual);

    /// <summary>A text of the recording as this server would have it.</summary>
    public byte[] There(byte[] text) => Replace(text, recorded, actual);

    /// <summary>A text of this server as the recorded one would have it.</summary>
    public byte[] Back(byte[] text) => Replace(text, actual, recorded);

    /// <summary>A text of the recording as this server would have it.</summary>
    public string There(string text) => text.Replace(recorded, actual, StringComparison.Ordinal);

    // Latin-1 maps every byte to one character and back, so that bytes which are not text survive.
    private static byte[] Replace(byte[] text, string old, string with) => old.Length == 0 || text.AsSpan().IndexOf(Bytes(old)) < 0
        ? text
        : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(text).Replace(Characters(old), Characters(with), StringComparison.Ordinal));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Characters(string text) => Encoding.Latin1.GetString(Bytes(text));

    private static string Plain(string path) => path.StartsWith(Scheme, StringComparison.Ordinal) ? path[Scheme.Length..] : path;
}
