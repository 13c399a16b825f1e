using Thrift.Protocol;
using Thrift.Protocol.Entities;
using Thrift.Transport;

namespace Metastore.Rpc.Wire;

/// <summary>
/// A Thrift protocol over memory: reads one request from an array, writes its reply to a buffer. Nothing waits and nothing is
/// allocated per field, apart from the strings. Not for two threads at once.
/// </summary>
internal abstract class BufferedProtocol : TProtocol
{
    // As deep as Thrift's own default: what we answer nests less.
    private const int LeastDepth = 64;

    /// <summary>The only element of a list whose elements <see cref="Elements"/> writes, this very instance.</summary>
    public static readonly string ElementsFollow = new("elements follow".AsSpan());

    private byte[] _input = [];
    private int _end;
    private long _elements;
    private bool _hasReply;
    private int _arguments;
    private int _answer;

    /// <param name="output">Where replies are written.</param>
    /// <param name="nestingDepth">How deep a request may nest.</param>
    protected BufferedProtocol(OutputBuffer output, int nestingDepth)
        : base(NoTransport.Instance)
    {
        Output = output;
        // One more for the value inside, which counts when it is skipped.
        RecursionLimit = Math.Max(nestingDepth, LeastDepth) + 1;
    }

    /// <summary>Head of the request that was read last.</summary>
    public TMessage Request { get; protected set; }

    /// <summary>Whether a reply was begun.</summary>
    public bool HasReply => _hasReply;

    /// <summary>Whether a reply was given up half-way and another one begun: what Thrift's generated code does when writing fails.</summary>
    public bool HasRestarted { get; private set; }

    /// <summary>The request without its head.</summary>
    public ReadOnlySpan<byte> Arguments => _input.AsSpan(_arguments, _end - _arguments);

    /// <summary>The reply without its head; empty when a part of it has left or is kept apart.</summary>
    public ReadOnlySpan<byte> Answer => Output.IsWhole ? Output.Waiting[_answer..] : [];

    /// <summary>Writes the elements that stand behind <see cref="ElementsFollow"/>; it begins with <see cref="RestartList"/>.</summary>
    public Func<BufferedProtocol, CancellationToken, Task>? Elements { get; set; }

    protected OutputBuffer Output { get; }

    /// <summary>Where the next byte is read.</summary>
    protected int Position { get; set; }

    /// <summary>Bytes of the request that are still to be read.</summary>
    protected int Remaining => _end - Position;

    /// <summary>
    /// Starts reading the request at <paramref name="start"/> of <paramref name="bytes"/>, and a new reply. The generated code trusts the types of
    /// elements, so that what it reads may differ from what was scanned: it may announce no more than <paramref name="elements"/> either way.
    /// </summary>
    public virtual void Begin(byte[] bytes, int start, int length, long elements)
    {
        (_input, Position, _end, _elements) = (bytes, start, start + length, elements);
        _hasReply = HasRestarted = false;
        Elements = null;
        RecursionDepth = 0;
    }

    /// <summary>Forgets the request's bytes.</summary>
    public void Release() => Begin([], 0, 0, 0);

    /// <summary>Writes what is a whole struct in this protocol already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => Output.Write(bytes);

    /// <summary>Writes a string, or bytes, that are there as they go over the wire.</summary>
    public abstract Task WriteUtf8Async(ReadOnlySpan<byte> text, CancellationToken ct);

    /// <summary>To be called as the first thing by the only element of a list: the list has <paramref name="count"/> elements instead, which it writes.</summary>
    public abstract void RestartList(TType element, int count);

    public override Task WriteMessageBeginAsync(TMessage message, CancellationToken cancellationToken = default)
    {
        if (_hasReply)
        {
            HasRestarted = true;
            if (Output.HasSent)
            {
                throw new TTransportException(TTransportException.ExceptionType.Interrupted, "The reply failed after a part of it was sent.");
            }

            Output.Clear();
        }

        _hasReply = true;
        WriteMessageHead(message);
        _answer = Output.Waiting.Length;
        return Task.CompletedTask;
    }

    /// <summary>Replies with the <see cref="Answer"/> of another call in place of what was written.</summary>
    public void ReplaceAnswer(ReadOnlySpan<byte> answer)
    {
        Output.Clear();
        WriteMessageHead(new TMessage(Request.Name, TMessageType.Reply, Request.SeqID));
        Output.Write(answer);
    }

    public override Task WriteStringAsync(string s, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(s, ElementsFollow))
        {
            return Elements!(this, cancellationToken);
        }

        WriteString(s);
        return Output.SpillAsync(cancellationToken);
    }

    public override Task WriteBinaryAsync(byte[] bytes, CancellationToken cancellationToken = default) => WriteUtf8Async(bytes, cancellationToken);

    public override Task WriteMessageEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteFieldEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteMapEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    // Long replies are lists and maps: between their elements is where pieces leave.
    public override Task WriteListEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteSetEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override ValueTask<TMessage> ReadMessageBeginAsync(CancellationToken cancellationToken = default)
    {
        Request = ReadMessageHead();
        _arguments = Position;
        return new(Request);
    }

    public override Task ReadMessageEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadFieldEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadMapEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadListEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task ReadSetEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    protected abstract void WriteString(string text);

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

        var span = _input.AsSpan(Position, count);
        Position += count;
        return span;
    }

    protected byte TakeByte() => Take(1)[0];

    /// <summary>Refuses a number of elements that can't be in the rest of the request; keys and values of a map are elements apart.</summary>
    protected int CheckCount(int count, int partsOfElement = 1)
    {
        _elements -= (long)count * partsOfElement;
        return (uint)count <= (uint)Remaining && _elements >= 0 ? count : throw Invalid("More elements are announced than the message has");
    }

    protected static TProtocolException Invalid(string message) => new(TProtocolException.INVALID_DATA, message);
}
