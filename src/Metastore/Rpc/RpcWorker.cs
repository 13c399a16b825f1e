using System.IO.Pipelines;
using System.Reflection;
using Metastore.Rpc.Wire;
using Thrift;
using Thrift.Protocol;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc;

/// <summary>
/// What a connection needs while it has a request and only then: the buffers, both protocols, and the generated processor with its
/// map of three hundred methods. Lent by <see cref="WorkerPool"/>.
/// </summary>
internal sealed class RpcWorker : IDisposable
{
    // A client that has closed only its own direction still gets a quick answer; one that has gone must not change anything much later.
    private static readonly TimeSpan AfterClose = TimeSpan.FromSeconds(1);
    private readonly LimitOptions limits;
    private readonly CallJournal journal;
    private readonly OutputBuffer output = new();
    private readonly BinaryProtocol binary;
    private readonly CompactProtocol compact;
    private readonly MethodInterceptor interceptor;
    private readonly ThriftHiveMetastore.AsyncProcessor processor;
    private readonly ReplyFaults replyFaults = new();
    private CancellationTokenSource cancellation = new();
    private CancellationTokenRegistration closing;
    private PipeWriter? writer;

    public RpcWorker(LimitOptions limits, CallJournal journal)
    {
        this.limits = limits;
        this.journal = journal;
        Finder = new MessageFinder(limits);
        binary = new BinaryProtocol(output);
        compact = new CompactProtocol(output);
        var proxy = DispatchProxy.Create<ThriftHiveMetastore.IAsync, MethodInterceptor>();
        interceptor = (MethodInterceptor)(object)proxy;
        interceptor.Journal = journal;
        processor = new ThriftHiveMetastore.AsyncProcessor(proxy, replyFaults);
    }

    /// <summary>What was received and not yet answered.</summary>
    public InputBuffer Input { get; } = new();

    /// <summary>Finds the next message in <see cref="Input"/>.</summary>
    public MessageFinder Finder { get; }

    /// <summary>Begins to serve a connection; <paramref name="closed"/> cancels its calls.</summary>
    public void Attach(MetastoreHandler handler, Session session, PipeWriter target, CancellationToken closed)
    {
        (interceptor.Handler, interceptor.Session, writer) = (handler, session, target);
        closing = closed.UnsafeRegister(static state => ((RpcWorker)state!).cancellation.CancelAfter(AfterClose), this);
    }

    /// <summary>Ends serving a connection; false when the worker can't serve another one.</summary>
    public bool Detach()
    {
        closing.Dispose();
        (interceptor.Handler, interceptor.Session, writer, interceptor.Fault) = (null, null, null, null);
        Finder.Reset();
        binary.Release();
        compact.Release();
        Input.Release();
        output.Release();
        return cancellation.TryReset();
    }

    /// <summary>Answers the message that <see cref="Finder"/> found; false when the connection must be closed after that.</summary>
    public async ValueTask<bool> AnswerAsync()
    {
        BufferedProtocol protocol = Finder.Format.IsCompact ? compact : binary;
        protocol.Begin(Input.Array, Input.Start + Finder.Format.HeadSize, Finder.Length - Finder.Format.HeadSize);
        output.Begin(writer, Finder.Format.IsFramed);
        (interceptor.Fault, replyFaults.Last) = (null, null);
        var keep = await ProcessAsync(protocol);
        Input.Consume(Finder.Length);
        Finder.Reset();
        return (output.IsEmpty || await output.FinishAsync(CancellationToken.None)) && keep;
    }

    public void Dispose()
    {
        cancellation.Dispose();
        binary.Dispose();
        compact.Dispose();
    }

    private async ValueTask<bool> ProcessAsync(BufferedProtocol protocol)
    {
        cancellation.CancelAfter(closing.Token.IsCancellationRequested ? AfterClose : limits.CallDeadline);
        try
        {
            if (!await processor.ProcessAsync(protocol, protocol, cancellation.Token))
            {
                output.Clear();
                return false;
            }
        }
        catch (TProtocolException e)
        {
            // A required field is not set, or a value has not the type that the reader needs. Hive closes after that, too.
            WriteFault(protocol, new TApplicationException(TApplicationException.ExceptionType.ProtocolError, e.Message));
            return false;
        }
        finally
        {
            StopDeadline();
        }

        CorrectReply(protocol);
        return true;
    }

    // The generated code answers " Internal error." to everything that a method doesn't declare.
    private void CorrectReply(BufferedProtocol protocol)
    {
        if (interceptor.Fault is null && protocol.HasRestarted)
        {
            journal.ReplyFailed(protocol.Request.Name, replyFaults.Last);
            interceptor.Fault = new TApplicationException(TApplicationException.ExceptionType.InternalError, $"Internal error processing {protocol.Request.Name}");
        }

        // Nobody waits for the answer of a oneway call.
        if (interceptor.Fault is { } fault && protocol.HasReply)
        {
            WriteFault(protocol, fault);
        }
    }

    private static void WriteFault(BufferedProtocol protocol, TApplicationException fault)
    {
        var head = new TMessage(protocol.Request.Name, TMessageType.Exception, protocol.Request.SeqID);
        // Both write to memory and are done when they return.
        protocol.WriteMessageBeginAsync(head).GetAwaiter().GetResult();
        fault.WriteAsync(protocol, CancellationToken.None).GetAwaiter().GetResult();
    }

    private void StopDeadline()
    {
        if (!cancellation.TryReset())
        {
            cancellation = new CancellationTokenSource();
        }
    }
}
