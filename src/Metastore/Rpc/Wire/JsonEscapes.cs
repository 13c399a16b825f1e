using System.Buffers;
using System.Text;

namespace Metastore.Rpc.Wire;

/// <summary>What can't stand in a text of JSON as it is: quotes, backslashes, and what is below a blank.</summary>
internal static class JsonEscapes
{
    private static readonly byte[][] Escapes = [.. Enumerable.Range(0, 128).Select(code => Encoding.ASCII.GetBytes(code is '"' or '\\' ? $"\\{(char)code}" : $"\\u{code:x4}"))];

    public static SearchValues<byte> Special { get; } = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (byte)code), (byte)'"', (byte)'\\']);

    public static ReadOnlySpan<byte> Of(byte special) => Escapes[special];
}
