using System.Buffers.Binary;
using Thrift.Protocol;
using Thrift.Transport.Client;

namespace Metastore.Bench.Wire;

/// <summary>
/// A call as bytes, made once. Its first answer is read with Thrift's own code and checked; of the later ones, length and beginning are
/// compared with it.
/// </summary>
internal sealed class Request
{
    private const int HeadBesideName = 12;
    private const int FieldHead = 3;
    private readonly byte[] _bytes;
    private readonly Func<ThriftHiveMetastore.Client, Task> _check;
    private byte[] _beginning = [];
    private (int From, int To, int Count) _copied;
    private int _length;

    private Request(byte[] bytes, Func<ThriftHiveMetastore.Client, Task> check) => (_bytes, _check) = (bytes, check);

    /// <summary>A call made by the generated <c>send_x</c>; <paramref name="check"/> reads with <c>recv_x</c> and throws what is wrong.</summary>
    public static Request Of(Func<ThriftHiveMetastore.Client, Task> send, Func<ThriftHiveMetastore.Client, Task> check)
    {
        using var transport = new TMemoryBufferTransport(new() { MaxMessageSize = int.MaxValue });
        using var client = new ThriftHiveMetastore.Client(new TBinaryProtocol(transport));
        send(client).GetAwaiter().GetResult();
        return new(transport.GetBuffer().AsSpan(0, (int)transport.Length).ToArray(), check);
    }

    /// <summary>A call whose result must meet a condition.</summary>
    public static Request Of<T>(Func<ThriftHiveMetastore.Client, Task> send, Func<ThriftHiveMetastore.Client, Task<T>> receive, Predicate<T> isRight) => Of(
        send,
        async client =>
        {
            if (!isRight(await receive(client)))
            {
                throw new BenchException("The answer is wrong");
            }
        });

    /// <summary>The same call, which takes <paramref name="count"/> bytes of its own from the reply to the one before it.</summary>
    public Request Copying(int from, int to, int count)
    {
        _copied = (from, to, count);
        return this;
    }

    public void Run(WireConnection connection)
    {
        connection.LastReply(_copied.From, _copied.Count).CopyTo(_bytes.AsSpan(_copied.To));
        if (_length > 0)
        {
            connection.Call(_bytes, _length, _beginning);
            return;
        }

        var reply = connection.Call(_bytes);
        Check(reply);
        var beginning = HeadBesideName + FieldHead + BinaryPrimitives.ReadInt32BigEndian(reply.AsSpan(4));
        (_beginning, _length) = (reply[..Math.Min(beginning, reply.Length)], reply.Length);
    }

    private void Check(byte[] reply)
    {
        using var transport = new TMemoryBufferTransport(reply, new() { MaxMessageSize = int.MaxValue });
        using var client = new ThriftHiveMetastore.Client(new TBinaryProtocol(transport));
        _check(client).GetAwaiter().GetResult();
    }
}
