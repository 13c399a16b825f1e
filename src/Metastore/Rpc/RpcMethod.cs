using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Thrift;

namespace Metastore.Rpc;

/// <summary>One method of the wire: how to call it, and which errors the IDL lets it answer.</summary>
internal abstract class RpcMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, RpcMethod> Known = new();
    private readonly MethodInfo _method;
    private readonly Lazy<FrozenSet<Type>> _declared;

    protected RpcMethod(MethodInfo method)
    {
        _method = method;
        _declared = new(() => ReadDeclared(method));
    }

    public string Name => _method.Name;

    public static RpcMethod Of(MethodInfo method) => Known.GetOrAdd(method, Create);

    /// <summary>Runs the method on the interceptor's handler; the task has the type that the interface promises.</summary>
    public abstract Task Call(MethodInterceptor interceptor, object?[] arguments);

    /// <summary>Whether the IDL lists this type of exception for the method.</summary>
    public bool Declares(Type exception) => _declared.Value.Contains(exception);

    protected object Invoke(MethodInterceptor interceptor, object?[] arguments)
        => _method.Invoke(interceptor.Handler, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

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
        public override async Task Call(MethodInterceptor interceptor, object?[] arguments)
        {
            var call = RpcCall.Start(this, interceptor);
            try
            {
                await (Task)Invoke(interceptor, arguments);
                call.Succeeded();
            }
            catch (Exception e) when (call.Failed(e, arguments) is { } other)
            {
                throw other;
            }
        }
    }

    private sealed class ResultMethod<T>(MethodInfo method) : RpcMethod(method)
    {
        public override Task Call(MethodInterceptor interceptor, object?[] arguments) => CallAsync(interceptor, arguments);

        private async Task<T> CallAsync(MethodInterceptor interceptor, object?[] arguments)
        {
            var call = RpcCall.Start(this, interceptor);
            try
            {
                var result = await (Task<T>)Invoke(interceptor, arguments);
                call.Succeeded();
                return result;
            }
            catch (Exception e) when (call.Failed(e, arguments) is { } other)
            {
                throw other;
            }
        }
    }
}
