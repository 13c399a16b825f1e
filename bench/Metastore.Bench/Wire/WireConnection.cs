using System.Net;
using System.Net.Sockets;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Thrift.Protocol.Entities;

namespace Metastore.Bench.Wire;

/// <summary>A blocking connection that carries finished messages: the client must cost less than what it measures.</summary>
internal sealed class WireConnection : IDisposable
{
    private const int KindAt = 3;
    private static readonly LimitOptions NoLimits = new() { Elements = int.MaxValue, MessageBytes = int.MaxValue };
    private readonly Socket _socket;
    private readonly BinaryScanner _scanner = new(NoLimits);
    private byte[] _buffer = new byte[1 << 16];

    public WireConnection(EndPoint endpoint)
    {
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 120_000 };
        _socket.Connect(endpoint);
    }

    /// <summary>Sends a message and reads a reply whose length is not known yet.</summary>
    public byte[] Call(byte[] request)
    {
        Send(request);
        _scanner.Begin(int.MaxValue);
        for (var length = 0; ;)
        {
            length += Receive(length);
            if (length > KindAt && Scan(length) is var status and not ScanStatus.NeedMore)
            {
                return status == ScanStatus.Complete ? _buffer[..length] : throw new BenchException($"The reply is no Thrift message: {_scanner.Reason}");
            }
        }
    }

    /// <summary>Sends a message and reads a reply that must be as long as the first one was, and begin like it.</summary>
    public void Call(byte[] request, int length, ReadOnlySpan<byte> beginning)
    {
        Send(request);
        for (var received = 0; received < length;)
        {
            received += Receive(received);
            var known = Math.Min(received, beginning.Length);
            if (!_buffer.AsSpan(0, known).SequenceEqual(beginning[..known]))
            {
                throw new BenchException($"The answer is not what it was: {Convert.ToHexString(_buffer.AsSpan(0, Math.Min(received, 200)))}");
            }
        }
    }

    /// <summary>A part of the reply that was received last.</summary>
    public ReadOnlySpan<byte> LastReply(int start, int length) => _buffer.AsSpan(start, length);

    public void Dispose() => _socket.Dispose();

    // The server's scanner takes calls only: a reply is one but for the byte that tells so.
    private ScanStatus Scan(int length)
    {
        var kind = _buffer[KindAt];
        _buffer[KindAt] = (byte)TMessageType.Call;
        var status = _scanner.Advance(_buffer.AsSpan(0, length));
        _buffer[KindAt] = kind;
        return status;
    }

    private void Send(byte[] request)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += _socket.Send(request.AsSpan(sent));
        }
    }

    private int Receive(int offset)
    {
        if (offset == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = _socket.Receive(_buffer.AsSpan(offset));
        return count > 0 ? count : throw new BenchException("The metastore closed the connection");
    }
}
