using System.Net;
using System.Net.Sockets;
using System.Text;
using Metastore.Tests.Conformance;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>A TCP connection that carries whatever a test wants, and gives up after some seconds.</summary>
internal sealed class RawConnection : IDisposable
{
    private const short TextField = 1;
    private const short TypeField = 2;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private byte[] _received = [];

    private RawConnection() => _patience.CancelAfter(TimeSpan.FromSeconds(30));

    public static async Task<RawConnection> OpenAsync(EndPoint endpoint)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(endpoint, connection._patience.Token);
        return connection;
    }

    public async Task SendAsync(params byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent), _patience.Token);
        }
    }

    /// <summary>Sends as much as the other side takes before it closes.</summary>
    public async Task SendUntilClosedAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
        }
        catch (SocketException)
        {
            // That is what the test waits for.
        }
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next whole reply in unframed binary: name, sequence id and kind, and type and text of an exception.</summary>
    public async Task<string> ReplyAsync()
    {
        while (true)
        {
            if (Parse() is { } message)
            {
                _received = _received[WireWriter.Write(message).Length..];
                var fault = message.Type != WireMessageType.Exception ? "" : $" {message.Body[TypeField].Content} {Encoding.UTF8.GetString((byte[])message.Body[TextField].Content)}";
                return $"{message.Name} {message.SequenceId} {message.Type}{fault}";
            }

            _received = [.. _received, .. await ReceiveSomeAsync() ?? throw new IOException("closed without an answer")];
        }
    }

    /// <summary>Exactly so many bytes.</summary>
    public async Task<byte[]> ReceiveAsync(int count)
    {
        while (_received.Length < count)
        {
            _received = [.. _received, .. await ReceiveSomeAsync() ?? throw new IOException("closed without an answer")];
        }

        var taken = _received[..count];
        _received = _received[count..];
        return taken;
    }

    /// <summary>Waits until the other side closes, and gives what it sent before that.</summary>
    public async Task<byte[]> ReceiveToEndAsync()
    {
        while (await ReceiveSomeAsync() is { } more)
        {
            _received = [.. _received, .. more];
        }

        return _received;
    }

    /// <summary>Fails unless the other side closes, having sent nothing.</summary>
    public async Task AssertClosedQuietlyAsync() => Assert.Empty(await ReceiveToEndAsync());

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }

    private async Task<byte[]?> ReceiveSomeAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            var count = await _socket.ReceiveAsync(buffer, _patience.Token);
            return count == 0 ? null : buffer[..count];
        }
        catch (SocketException)
        {
            return null;
        }
    }

    // The reader takes one message and no bytes after it.
    private WireMessage? Parse()
    {
        for (var length = 13; length <= _received.Length; length++)
        {
            try
            {
                return WireReader.ReadMessage(_received.AsSpan(0, length));
            }
            catch (EndOfStreamException)
            {
                // not whole yet
            }
        }

        return null;
    }
}
