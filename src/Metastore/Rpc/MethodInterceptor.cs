using System.Reflection;
using Thrift;

namespace Metastore.Rpc;

/// <summary>Stands between Thrift's generated processor and the handler: everything that all methods have in common happens here, once.</summary>
/// <remarks>.NET derives the proxy from this class at run time, which is why it is not sealed.</remarks>
internal class MethodInterceptor : DispatchProxy
{
    /// <summary>The handler of the connection that is served now.</summary>
    public ThriftHiveMetastore.IAsync? Handler { get; set; }

    /// <summary>The connection that is served now.</summary>
    public Session? Session { get; set; }

    public CallJournal? Journal { get; set; }

    public LastAnswers? LastAnswers { get; set; }

    /// <summary>Whether the last call read the catalog and was answered.</summary>
    public bool HasRead { get; set; }

    /// <summary>Whether the last call was to read the catalog, and the database did not answer.</summary>
    public bool IsUnanswered { get; set; }

    /// <summary>Whether the call is not to be run, for lack of a turn.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The error with which the running call is to be answered in place of what the generated code writes.</summary>
    public TApplicationException? Fault { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => RpcMethod.Of(targetMethod!).Call(this, args!);
}
