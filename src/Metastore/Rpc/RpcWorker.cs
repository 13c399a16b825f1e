using System.IO.Pipelines;
using System.Reflection;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Thrift;
using Thrift.Protocol;
using Thrift.Protocol.Entities;
using Thrift.Transport;

namespace Metastore.Rpc;

/// <summary>
/// What a connection needs while a request is answered and only then: the reply's buffer, both protocols, and the generated processor with its
/// map of three hundred methods. Lent by <see cref="WorkerPool"/>.
/// </summary>
internal sealed class RpcWorker : IDisposable
{
    // A client that has closed only its own direction still gets a quick answer; one that has gone must not change anything much later.
    private static readonly TimeSpan AfterClose = TimeSpan.FromSeconds(1);
    private readonly LimitOptions _limits;
    private readonly CallJournal _journal;
    private readonly LastAnswers _lastAnswers;
    private readonly OutputBuffer _output;
    private readonly BinaryProtocol _binary;
    private readonly CompactProtocol _compact;
    private readonly MethodInterceptor _interceptor;
    private readonly ThriftHiveMetastore.AsyncProcessor _processor;
    private readonly ReplyFaults _replyFaults = new();
    private readonly Held _held;
    private CancellationTokenSource _cancellation = new();
    private CancellationTokenRegistration _closing;
    private PipeWriter? _writer;

    public RpcWorker(LimitOptions limits, CallJournal journal, LastAnswers lastAnswers, ByteBudget budget)
    {
        _output = new OutputBuffer(budget, limits.SendTimeout);
        _held = new Held(limits.Wait);
        _limits = limits;
        _journal = journal;
        _lastAnswers = lastAnswers;
        _binary = new BinaryProtocol(_output, _limits.NestingDepth);
        _compact = new CompactProtocol(_output, _limits.NestingDepth);
        var proxy = DispatchProxy.Create<ThriftHiveMetastore.IAsync, MethodInterceptor>();
        _interceptor = (MethodInterceptor)(object)proxy;
        _interceptor.Journal = _journal;
        _interceptor.LastAnswers = _lastAnswers;
        _processor = new ThriftHiveMetastore.AsyncProcessor(proxy, _replyFaults);
    }

    /// <summary>Whether the client has gone, or has not taken the last reply.</summary>
    public bool IsBroken => _output.IsBroken;

    /// <summary>Begins to serve a connection; <paramref name="closed"/> cancels its calls.</summary>
    public void Attach(MetastoreHandler handler, Session session, PipeWriter target, CancellationToken closed)
    {
        (_interceptor.Handler, _interceptor.Session, _writer) = (handler, session, target);
        session.Held = _held;
        _closing = closed.UnsafeRegister(static state => ((RpcWorker)state!)._cancellation.CancelAfter(AfterClose), this);
    }

    /// <summary>Ends serving a connection; false when the worker can't serve another one.</summary>
    public bool Detach()
    {
        _closing.Dispose();
        _interceptor.Session?.Reply = null;
        (_interceptor.Handler, _interceptor.Session, _writer, _interceptor.Fault) = (null, null, null, null);
        _binary.Release();
        _compact.Release();
        _output.Release();
        return _cancellation.TryReset();
    }

    /// <summary>
    /// Answers the message that was found at the start of <paramref name="input"/>, without running it where <paramref name="isRefused"/>; false when
    /// the connection must be closed after that.
    /// </summary>
    public async ValueTask<bool> AnswerAsync(InputBuffer input, MessageFinder found, bool isRefused = false)
    {
        BufferedProtocol protocol = found.Format.IsCompact ? _compact : _binary;
        protocol.Begin(input.Array, input.Start + found.Format.HeadSize, found.Length - found.Format.HeadSize, found.Elements);
        _output.Begin(_writer, found.Format.IsFramed);
        (_interceptor.Fault, _replyFaults.Last, _interceptor.Session!.Reply) = (null, null, protocol);
        (_interceptor.HasRead, _interceptor.IsUnanswered, _interceptor.IsRefused) = (false, false, isRefused);
        var version = _lastAnswers.Version;
        bool keep;
        try
        {
            keep = await ProcessAsync(protocol);
        }
        finally
        {
            await _held.DisposeAsync();
        }

        if (keep)
        {
            UseLastAnswers(protocol, version);
        }

        return (_output.IsEmpty || await _output.FinishAsync(CancellationToken.None)) && keep;
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _binary.Dispose();
        _compact.Dispose();
    }

    private void UseLastAnswers(BufferedProtocol protocol, long version)
    {
        if (_interceptor.HasRead && !protocol.HasRestarted)
        {
            _lastAnswers.Keep(protocol, version);
        }
        else if (_interceptor.IsUnanswered)
        {
            _lastAnswers.Give(protocol);
        }
    }

    private async ValueTask<bool> ProcessAsync(BufferedProtocol protocol)
    {
        _cancellation.CancelAfter(_closing.Token.IsCancellationRequested ? AfterClose : _limits.CallDeadline);
        try
        {
            if (!await _processor.ProcessAsync(protocol, protocol, _cancellation.Token))
            {
                _output.Clear();
                return false;
            }
        }
        catch (TProtocolException e)
        {
            // A required field is not set, or a value has not the type that the reader needs. Hive closes after that, too.
            WriteFault(protocol, new TApplicationException(TApplicationException.ExceptionType.ProtocolError, TextOf(e)));
            return false;
        }
        catch (TTransportException)
        {
            // A part of the reply has left: all that can be done is to close.
            if (!_output.IsBroken)
            {
                _journal.ReplyFailed(protocol.Request.Name, _replyFaults.Last);
            }

            _output.Clear();
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
        if (_interceptor.Fault is null && protocol.HasRestarted)
        {
            _journal.ReplyFailed(protocol.Request.Name, _replyFaults.Last);
            _interceptor.Fault = new TApplicationException(TApplicationException.ExceptionType.InternalError, $"Internal error processing {protocol.Request.Name}");
        }

        // Nobody waits for the answer of a oneway call.
        if (_interceptor.Fault is { } fault && protocol.HasReply)
        {
            WriteFault(protocol, fault);
        }
    }

    // What the generated code throws when a required field is not set has no text.
    private static string TextOf(TProtocolException error) => string.IsNullOrEmpty(error.Message) ? "A required field is not set" : error.Message;

    private static void WriteFault(BufferedProtocol protocol, TApplicationException fault)
    {
        var head = new TMessage(protocol.Request.Name, TMessageType.Exception, protocol.Request.SeqID);
        // Both write to memory and are done when they return.
        protocol.WriteMessageBeginAsync(head).GetAwaiter().GetResult();
        fault.WriteAsync(protocol, CancellationToken.None).GetAwaiter().GetResult();
    }

    private void StopDeadline()
    {
        if (!_cancellation.TryReset())
        {
            _cancellation = new CancellationTokenSource();
        }
    }
}
