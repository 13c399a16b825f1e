using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Metastore.Rpc.Audits;
using Thrift;

namespace Metastore.Rpc;

/// <summary>One method of the wire: how to call it, and which errors the IDL lets it answer.</summary>
internal abstract class RpcMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, RpcMethod> Known = new();

    // What reads the catalog itself: not who may do what, nor what is locked or under way.
    private static readonly string[] CatalogReads =
    [
        "get_aggr_stats", "get_all_databases", "get_all_functions", "get_all_table", "get_catalog", "get_check_constraints", "get_database",
        "get_default_constraints", "get_fields", "get_foreign_keys", "get_function", "get_not_null_constraints", "get_num_partitions", "get_part_specs",
        "get_partition", "get_primary_keys", "get_schema", "get_table", "get_type", "get_unique_constraints",
    ];

    private static readonly string[] OtherReads = ["check_", "get", "heartbeat", "is", "list_", "lock", "partition_name_", "set_ugi", "setMetaConf", "show_", "unlock"];

    private readonly MethodInvoker _invoker;
    private readonly Lazy<FrozenSet<Type>> _declared;

    protected RpcMethod(MethodInfo method)
    {
        Name = method.Name;
        Kind = KindOf(method.Name);
        IsAudited = AuditedMethods.Contains(Name);
        ParameterNames = [.. method.GetParameters().Select(parameter => parameter.Name!).SkipLast(1)];
        _invoker = MethodInvoker.Create(method);
        _declared = new(() => ReadDeclared(method));
    }

    public string Name { get; }

    /// <summary>What the method does to the catalog.</summary>
    public RpcMethodKind Kind { get; }

    /// <summary>Whether it may change something.</summary>
    public bool IsAudited { get; }

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
            task = (Task)_invoker.Invoke(interceptor.Handler, arguments.AsSpan())!;
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

    private static RpcMethodKind KindOf(string name) => StartsWithAny(CatalogReads, name) ? RpcMethodKind.CatalogRead
        : StartsWithAny(OtherReads, name) ? RpcMethodKind.Other
        : RpcMethodKind.Write;

    private static bool StartsWithAny(string[] beginnings, string name) => Array.Exists(beginnings, start => name.StartsWith(start, StringComparison.Ordinal));

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
