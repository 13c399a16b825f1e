using System.Diagnostics;
using Metastore.Diagnostics;
using Metastore.Storage;
using Thrift;

namespace Metastore.Rpc;

/// <summary>One call while it runs: measured, traced, logged, and its error brought into the form that the client can read.</summary>
internal readonly struct RpcCall
{
    private readonly RpcMethod _method;
    private readonly MethodInterceptor _interceptor;
    private readonly object?[] _arguments;
    private readonly Activity? _activity;
    private readonly long _start;

    private RpcCall(RpcMethod method, MethodInterceptor interceptor, object?[] arguments)
    {
        _arguments = arguments;
        _method = method;
        _interceptor = interceptor;
        _activity = MetastoreTelemetry.Activities.StartActivity(method.Name, ActivityKind.Server);
        _activity?.SetTag(MetastoreTelemetry.MethodTag, method.Name);
        _start = Stopwatch.GetTimestamp();
    }

    public static RpcCall Start(RpcMethod method, MethodInterceptor interceptor, object?[] arguments) => new(method, interceptor, arguments);

    /// <summary>Ends the call if its task is done and did not fail.</summary>
    public bool HasSucceeded(Task task)
    {
        var hasSucceeded = task.IsCompletedSuccessfully;
        if (hasSucceeded)
        {
            Succeeded();
        }

        return hasSucceeded;
    }

    public void Succeeded() => Finish("ok", null);

    /// <summary>Ends a call that threw. Gives what is to be thrown in place of <paramref name="error"/>, or null when that flies on as it is.</summary>
    public Exception? Failed(Exception error)
    {
        if (_method.Declares(error.GetType()))
        {
            Finish(error.GetType().Name, error);
            return null;
        }

        var isCancelled = error is OperationCanceledException && _arguments[^1] is CancellationToken { IsCancellationRequested: true };
        var (outcome, text) = error switch
        {
            TApplicationException { Type: TApplicationException.ExceptionType.InternalError } => ("InternalError", null),
            TApplicationException typed => (typed.Type.ToString(), typed.Message),
            BusyException => ("busy", error.Message),
            _ when isCancelled => ("cancelled", $"{_method.Name} did not finish in time"),
            TException => (error.GetType().Name, null),
            _ => ("InternalError", null),
        };
        // What the metastore's own errors say is the client's to hear, even where the wire has no room for it; anything else is our fault.
        if (error is not TApplicationException && (outcome == "InternalError" || (error is TException && error.GetType().Namespace != typeof(MetaException).Namespace)))
        {
            _interceptor.Journal?.Failed(_method.Name, error);
        }

        Finish(outcome, error);
        return Translate(error, text);
    }

    // An error that the method does not declare becomes MetaException where that is declared; Thrift's own error otherwise, and as in Hive
    // where an argument is missing.
    private TException Translate(Exception error, string? text)
    {
        if (error is not (TException or ArgumentNullException or NullReferenceException) && _method.Declares(typeof(MetaException)))
        {
            return Errors.Meta(text ?? $"{error.GetType().Name}: {error.Message}");
        }

        var fault = error is TApplicationException typed && text is not null ? typed : new TApplicationException(
            TApplicationException.ExceptionType.InternalError, text ?? $"Internal error processing {_method.Name}");
        _interceptor.Fault = fault;
        return fault;
    }

    private void Finish(string outcome, Exception? error)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        MetastoreTelemetry.CallDuration.Record(elapsed.TotalSeconds, new(MetastoreTelemetry.MethodTag, _method.Name), new(MetastoreTelemetry.OutcomeTag, outcome));
        switch (_method.Kind)
        {
            case RpcMethodKind.Write when error is null:
                _interceptor.LastAnswers?.Outdate();
                break;
            case RpcMethodKind.CatalogRead:
                _interceptor.HasRead = error is null;
                _interceptor.IsUnanswered = error is not null && StorageErrors.IsNoAnswer(error);
                break;
        }

        _interceptor.Journal?.Done(_method, _arguments, _interceptor.Session, outcome, error, elapsed);
        if (_activity is null)
        {
            return;
        }

        _activity.SetTag(MetastoreTelemetry.OutcomeTag, outcome);
        if (error is not null)
        {
            _activity.SetStatus(ActivityStatusCode.Error, CallJournal.TextOf(error));
        }

        _activity.Dispose();
    }
}
