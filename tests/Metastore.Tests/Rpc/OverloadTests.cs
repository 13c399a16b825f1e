using Metastore.Rpc;
using Thrift;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>More calls than may run at once. A check of a lock that waits keeps its place for <c>Locks:CheckDelay</c>.</summary>
public sealed class OverloadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_with_many_connections_does_not_starve_one_with_a_single_one()
    {
        const int Greedy = 20;
        const int Questions = 5;
        await using var host = await RpcHost.StartAsync(("Limits:Calls", "1"), ("Limits:Wait", "00:00:30"), ("Locks:CheckDelay", "00:00:00.050"));
        var waiting = await WaitingLockAsync(host);
        using var modest = await ClientAsync(host, "modest");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var checks = 0;
        var greedy = Enumerable.Range(0, Greedy).Select(async _ =>
        {
            using var client = await ClientAsync(host, "greedy");
            while (!end.IsCancellationRequested)
            {
                await client.check_lock(new CheckLockRequest(waiting), Ct);
                Interlocked.Increment(ref checks);
            }
        }).ToList();
        await RpcHost.UntilAsync(() => checks > Greedy && host.Get<CallQueue>().Waiting >= Greedy - 1);

        var before = checks;
        for (var question = 0; question < Questions; question++)
        {
            await modest.get_all_databases(Ct);
        }

        // One after the other they would be twenty for each question.
        Assert.InRange(checks - before, 1, Questions * 4);
        await end.CancelAsync();
        await Task.WhenAll(greedy);
    }

    [Fact]
    public async Task A_call_whose_turn_does_not_come_in_time_is_refused_and_not_run_and_its_connection_lives_on()
    {
        await using var host = await RpcHost.StartAsync(("Limits:Calls", "1"), ("Limits:Wait", "00:00:00.300"), ("Locks:CheckDelay", "00:00:02"));
        var waiting = await WaitingLockAsync(host);
        using var busy = await host.ClientAsync();
        using var client = await host.ClientAsync();
        var running = busy.check_lock(new CheckLockRequest(waiting), Ct);
        await RpcHost.UntilAsync(() => host.Get<CallQueue>().Running == 1);

        var declared = await Assert.ThrowsAsync<MetaException>(() => client.create_database(new Database { Name = "late" }, Ct));
        var undeclared = await Assert.ThrowsAsync<TApplicationException>(() => client.check_lock(new CheckLockRequest(waiting), Ct));

        Assert.StartsWith("The metastore is too busy", declared.Message, StringComparison.Ordinal);
        Assert.Equal((TApplicationException.ExceptionType.InternalError, declared.Message), (undeclared.Type, undeclared.Message));
        Assert.False(running.IsCompleted);
        await running;
        Assert.Equal(["default"], await client.get_all_databases(Ct));
        Assert.Equal((0, 0), (host.Get<CallQueue>().Running, host.Get<CallQueue>().Waiting));
        Assert.Empty(host.Log.From(Microsoft.Extensions.Logging.LogLevel.Warning));
    }

    [Fact]
    public async Task A_client_that_leaves_gives_up_its_turn()
    {
        await using var host = await RpcHost.StartAsync(("Limits:Calls", "1"), ("Limits:Wait", "00:01:00"), ("Locks:CheckDelay", "00:00:03"));
        var waiting = await WaitingLockAsync(host);
        using var busy = await host.ClientAsync();
        var running = busy.check_lock(new CheckLockRequest(waiting), Ct);
        await RpcHost.UntilAsync(() => host.Get<CallQueue>().Running == 1);
        using (var leaving = await host.OpenAsync())
        {
            await leaving.SendAsync(Calls.Strict("get_all_databases", 1));
            await RpcHost.UntilAsync(() => host.Get<CallQueue>().Waiting == 1);
        }

        await RpcHost.UntilAsync(() => host.Get<CallQueue>().Waiting == 0);
        Assert.False(running.IsCompleted);
        await running;
    }

    [Fact]
    public void Greedy_callers_leave_as_much_as_each_of_them_has()
    {
        var queue = new CallQueue(Microsoft.Extensions.Options.Options.Create(new LimitOptions { Calls = 12, Wait = TimeSpan.FromMinutes(10) }), TimeProvider.System);
        var (first, second, third) = (queue.Join("a", null), queue.Join("a", "user"), queue.Join("b", null));

        Assert.Equal(6, Enter(queue, first));
        Assert.Equal(3, Enter(queue, second));
        Assert.Equal(2, Enter(queue, third));
        Assert.Equal(3, queue.Waiting);
        // What the first gives back goes to those who wait in turn, but not to who has as much as is free.
        queue.Leave(first);
        queue.Leave(first);

        Assert.Equal((4, 3, 3), (first.Running, second.Running, third.Running));
    }

    [Fact]
    public async Task A_turn_that_nobody_disputes_takes_no_memory()
    {
        var queue = new CallQueue(Microsoft.Extensions.Options.Options.Create(new LimitOptions()), TimeProvider.System);
        var caller = queue.Join("a", null);
        await TurnsAsync(1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await TurnsAsync(1000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100);

        async Task TurnsAsync(int count)
        {
            for (; count > 0; count--)
            {
                Assert.True(await queue.EnterAsync(caller, CancellationToken.None));
                queue.Leave(caller);
            }
        }
    }

    // Calls that got a place before one had to wait.
    private static int Enter(CallQueue queue, Caller caller)
    {
        while (queue.EnterAsync(caller, CancellationToken.None).AsTask().IsCompletedSuccessfully)
        {
        }

        return caller.Running;
    }

    private static async Task<long> WaitingLockAsync(RpcHost host)
    {
        using var client = await host.ClientAsync();
        var request = new LockRequest([new LockComponent(LockType.EXCLUSIVE, LockLevel.DB, "default")], "tester", "host");
        await client.@lock(request, Ct);
        return (await client.@lock(request, Ct)).Lockid;
    }

    private static async Task<ThriftHiveMetastore.Client> ClientAsync(RpcHost host, string user)
    {
        var client = await host.ClientAsync();
        await client.set_ugi(user, [], Ct);
        return client;
    }
}
