using System.Buffers.Binary;
using System.Text;

namespace Metastore.Tests.Support.Played;

/// <summary>One message of PostgreSQL's protocol, version 3. The first one of a connection has no kind (0).</summary>
internal readonly record struct PgMessage(char Kind, byte[] Body)
{
    /// <summary>Reads one; null at the end of the stream.</summary>
    public static async Task<PgMessage?> ReadAsync(Stream stream, bool isFirst, CancellationToken ct)
    {
        var head = new byte[isFirst ? 4 : 5];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) < head.Length)
        {
            return null;
        }

        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(isFirst ? 0 : 1)) - 4];
        await stream.ReadExactlyAsync(body, ct);
        return new PgMessage(isFirst ? '\0' : (char)head[0], body);
    }

    /// <summary>A message whose body is zero-terminated texts and raw bytes, in order.</summary>
    public static PgMessage Of(char kind, params object[] parts)
    {
        var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(part as byte[] ?? [.. Encoding.UTF8.GetBytes((string)part), 0]);
        }

        return new PgMessage(kind, body.ToArray());
    }

    public static PgMessage Error(string state) => Of('E', "SERROR", "VERROR", $"C{state}", "Mplayed by the test", new byte[] { 0 });

    /// <summary>The zero-terminated text at <paramref name="offset"/>, and where the next begins.</summary>
    public (string Text, int Next) TextAt(int offset)
    {
        var end = Array.IndexOf(Body, (byte)0, offset);
        return (Encoding.UTF8.GetString(Body, offset, end - offset), end + 1);
    }

    public async Task WriteAsync(Stream stream, CancellationToken ct)
    {
        var head = Kind == '\0' ? 0 : 1;
        var bytes = new byte[head + 4 + Body.Length];
        if (head == 1)
        {
            bytes[0] = (byte)Kind;
        }

        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(head), Body.Length + 4);
        Body.CopyTo(bytes, head + 4);
        await stream.WriteAsync(bytes, ct);
    }
}
