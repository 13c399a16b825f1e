using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Thrift;

namespace Metastore.Rpc;

/// <summary>One method of the wire: how to call it, and which errors the IDL lets it answer.</summary>
internal abstract class RpcMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, RpcMethod> Known = new();

    private readonly MethodInvoker _invoker;
    private readonly Lazy<FrozenSet<Type>> _declared;

    protected RpcMethod(MethodInfo method)
    {
        Name = method.Name;
        Kind = RpcMethodKinds.Of(Name);
        ParameterNames = [.. method.GetParameters().Select(parameter => parameter.Name!).SkipLast(1)];
        _invoker = MethodInvoker.Create(method);
        _declared = new(() => ReadDeclared(method));
    }

    public string Name { get; }

    /// <summary>What the method does to the catalog.</summary>
    public RpcMethodKind Kind { get; }

    /// <summary>Names of its arguments in the IDL.</summary>
    public IReadOnlyList<string> ParameterNames { get; }

    public static RpcMethod Of(MethodInfo method) => Known.GetOrAdd(method, Create);

    /// <summary>Runs the method on the interceptor's handler; the task has the type that the interface promises.</summary>
    public Task Call(MethodInterceptor interceptor, object?[] arguments)
    {
        var call = RpcCall.Start(this, interceptor, arguments);
        Task task;
        try
        {
            task = interceptor.IsRefused ? Faulted(new BusyException()) : (Task)_invoker.Invoke(interceptor.Handler, arguments.AsSpan())!;
        }
        catch (Exception e)
        {
            task = Faulted(e);
        }

        // What is done by now, as most reads of SQLite are, costs no second task.
        return call.HasSucceeded(task) ? task : FinishAsync(call, task);
    }

    /// <summary>Whether the IDL lists this type of exception for the method.</summary>
    public bool Declares(Type exception) => _declared.Value.Contains(exception);

    protected abstract Task Faulted(Exception error);

    protected abstract Task FinishAsync(RpcCall call, Task task);

    private static RpcMethod Create(MethodInfo method)
    {
        var type = method.ReturnType == typeof(Task) ? typeof(VoidMethod) : typeof(ResultMethod<>).MakeGenericType(method.ReturnType.GenericTypeArguments);
        return (RpcMethod)Activator.CreateInstance(type, method)!;
    }

    // The generated code keeps the declared exceptions of x as properties of x_result; a oneway method has none.
    private static FrozenSet<Type> ReadDeclared(MethodInfo method)
    {
        var structs = method.DeclaringType!.DeclaringType!.GetNestedType("InternalStructs")!;
        var properties = structs.GetNestedType(method.Name + "_result")?.GetProperties() ?? [];
        return properties.Select(property => property.PropertyType).Where(type => type.IsAssignableTo(typeof(TException))).ToFrozenSet();
    }

    private sealed class VoidMethod(MethodInfo method) : RpcMethod(method)
    {
        protected override Task Faulted(Exception error) => Task.FromException(error);

        protected override async Task FinishAsync(RpcCall call, Task task)
        {
            try
            {
                await task;
                call.Succeeded();
            }
            catch (Exception e) when (call.Failed(e) is { } other)
            {
                throw other;
            }
        }
    }

    private sealed class ResultMethod<T>(MethodInfo method) : RpcMethod(method)
    {
        protected override Task Faulted(Exception error) => Task.FromException<T>(error);

        protected override Task FinishAsync(RpcCall call, Task task) => ResultAsync(call, (Task<T>)task);

        private static async Task<T> ResultAsync(RpcCall call, Task<T> task)
        {
            try
            {
                var result = await task;
                call.Succeeded();
                return result;
            }
            catch (Exception e) when (call.Failed(e) is { } other)
            {
                throw other;
            }
        }
    }
}
