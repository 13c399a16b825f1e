using Thrift.Protocol;
using Thrift.Protocol.Entities;
using Thrift.Transport;

namespace Metastore.Rpc.Wire;

/// <summary>
/// A Thrift protocol over memory: reads one request from an array, writes its reply to a buffer. Nothing waits and nothing is
/// allocated per field, apart from the strings. Not for two threads at once.
/// </summary>
internal abstract class BufferedProtocol(OutputBuffer output) : TProtocol(NoTransport.Instance)
{
    private byte[] input = [];
    private int end;
    private bool hasReply;

    /// <summary>Head of the request that was read last.</summary>
    public TMessage Request { get; protected set; }

    /// <summary>Whether a reply was begun.</summary>
    public bool HasReply => hasReply;

    /// <summary>Whether a reply was given up half-way and another one begun: what Thrift's generated code does when writing fails.</summary>
    public bool HasRestarted { get; private set; }

    protected OutputBuffer Output => output;

    /// <summary>Where the next byte is read.</summary>
    protected int Position { get; set; }

    /// <summary>Bytes of the request that are still to be read.</summary>
    protected int Remaining => end - Position;

    /// <summary>Starts reading the request at <paramref name="start"/> of <paramref name="bytes"/>, and a new reply.</summary>
    public virtual void Begin(byte[] bytes, int start, int length)
    {
        (input, Position, end) = (bytes, start, start + length);
        hasReply = HasRestarted = false;
        RecursionDepth = 0;
    }

    /// <summary>Forgets the request's bytes.</summary>
    public void Release() => Begin([], 0, 0);

    /// <summary>Writes what is a whole struct in this protocol already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    public override Task WriteMessageBeginAsync(TMessage message, CancellationToken cancellationToken = default)
    {
        if (hasReply)
        {
            HasRestarted = true;
            if (output.HasSent)
            {
                throw new TTransportException(TTransportException.ExceptionType.Interrupted, "The reply failed after a part of it was sent.");
            }

            output.Clear();
        }

        hasReply = true;
        WriteMessageHead(message);
        return Task.CompletedTask;
    }

    public override Task WriteMessageEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteFieldEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteMapEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    // Long replies are lists and maps: between their elements is where pieces leave.
    public override Task WriteListEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteSetEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override ValueTask<TMessage> ReadMessageBeginAsync(CancellationToken cancellationToken = default)
    {
        Request = ReadMessageHead();
        return new(Request);
    }

    public override Task ReadMessageEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadFieldEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadMapEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadListEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadSetEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    protected abstract void WriteMessageHead(TMessage message);

    protected abstract TMessage ReadMessageHead();

    /// <summary>The next <paramref name="count"/> bytes of the request.</summary>
    /// <exception cref="TProtocolException">There are not so many: a value has another type than its reader takes it for.</exception>
    protected ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Remaining)
        {
            throw Invalid(count < 0 ? "Negative size" : "The message ends within a value");
        }

        var span = input.AsSpan(Position, count);
        Position += count;
        return span;
    }

    protected byte TakeByte() => Take(1)[0];

    /// <summary>Refuses a number of elements that can't be in the rest of the request.</summary>
    protected int CheckCount(int count)
        => (uint)count <= (uint)Remaining ? count : throw Invalid("More elements are announced than the message has bytes");

    protected static TProtocolException Invalid(string message) => new(TProtocolException.INVALID_DATA, message);
}
