using System.Net;
using System.Net.Sockets;

namespace Metastore.Tests.Conformance;

/// <summary>One connection that carries unframed binary messages, one at a time.</summary>
internal sealed class ReplayConnection(Socket socket) : IDisposable
{
    private byte[] buffer = new byte[1 << 16];

    public static async Task<ReplayConnection> OpenAsync(EndPoint endpoint, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint, ct);
        return new ReplayConnection(socket);
    }

    /// <summary>Sends a message.</summary>
    public async Task SendAsync(byte[] message, CancellationToken ct)
    {
        for (var sent = 0; sent < message.Length;)
        {
            sent += await socket.SendAsync(message.AsMemory(sent), ct);
        }
    }

    /// <summary>Waits for a whole message.</summary>
    /// <exception cref="IOException">The other side closed the connection first.</exception>
    /// <exception cref="InvalidDataException">The bytes are no Thrift message, or more than one.</exception>
    public async Task<WireMessage> ReceiveAsync(CancellationToken ct)
    {
        for (var length = 0; ;)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var received = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
            length += received > 0 ? received : throw new IOException("closed without an answer");
            if (socket.Available == 0 && Parse(buffer.AsSpan(0, length)) is { } message)
            {
                return message;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private static WireMessage? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return WireReader.ReadMessage(bytes);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }
}
