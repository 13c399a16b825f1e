using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Metastore.Diagnostics;
using Metastore.Fb303;
using Metastore.Tests.Rpc;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>A primary that waits for its hot standby, clients at work, and then no primary any more.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private const int Readers = 3;
    private const int Writers = 2;
    private readonly ConcurrentBag<string> _failedReads = [];
    private readonly ConcurrentBag<FailoverWrite> _writes = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<string> _marked = [];
    private PostgresPair _pair = null!;
    private RpcHost _host = null!;
    private long _reads;
    private long _staleReads;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing ?? "");
        _pair = await PostgresPair.StartAsync();
        // Acknowledged then means: also there to be read on the standby.
        await PostgresPair.ExecuteAsync(
            _pair.Primary, "ALTER SYSTEM SET synchronous_standby_names = '*'", "ALTER SYSTEM SET synchronous_commit = 'remote_apply'", "SELECT pg_reload_conf()");
        _host = await StartServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _host.DisposeAsync();
        await _pair.DisposeAsync();
        _stopping.Dispose();
    }

    [Fact]
    public async Task Readers_do_not_notice_and_nothing_acknowledged_is_lost()
    {
        using var stale = CountStaleReads();
        using var spans = ListenToSpans();
        using var client = await _host.ClientAsync();
        await client.create_database(new Database { Name = Sample.Database }, TestContext.Current.CancellationToken);
        await client.create_table(Sample.Table("fixed"), TestContext.Current.CancellationToken);
        List<Task> load = [.. Enumerable.Range(0, Readers).Select(_ => ReadAsync()), .. Enumerable.Range(0, Writers).Select(WriteAsync)];
        await PauseAsync(1);
        Assert.Equal(fb_status.ALIVE, await client.getStatus());

        await _pair.Primary.KillAsync();
        var killed = Stopwatch.GetTimestamp();
        // Those whose COMMIT was under way are waiting for its outcome; these begin now.
        load.Add(WriteAsync(Writers));
        var readsBefore = Interlocked.Read(ref _reads);
        await PauseAsync(2);
        Assert.Equal(fb_status.WARNING, await client.getStatus());
        Assert.InRange(Interlocked.Read(ref _reads) - readsBefore, 10, int.MaxValue);
        Assert.InRange(Interlocked.Read(ref _staleReads), 10, int.MaxValue);
        Assert.Contains(_host.Log.From(LogLevel.Debug), line => line.Contains("Answered by a stale read", StringComparison.Ordinal));
        Assert.Contains("get_table", _marked);
        await AssertStartsForReadsAsync();

        var promoted = Stopwatch.GetTimestamp();
        await _pair.Standby.PromoteAsync();
        await UntilWrittenAsync(promoted);
        Assert.Equal(fb_status.ALIVE, await client.getStatus());
        await _stopping.CancelAsync();
        await Task.WhenAll(load);

        Assert.Empty(_failedReads);
        AssertRefused(killed, promoted);
        await AssertKeptAsync(client);
    }

    private void AssertRefused(long killed, long promoted)
    {
        var refused = _writes.Where(write => write.Start > killed && write.End < promoted).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, write => Assert.StartsWith("The metastore takes no writes now, nothing was changed; reads go on.", write.Error, StringComparison.Ordinal));
        Assert.All(refused, write => Assert.InRange(Stopwatch.GetElapsedTime(write.Start, write.End), TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    private async Task AssertKeptAsync(ThriftHiveMetastore.Client client)
    {
        var kept = (await client.get_all_tables(Sample.Database)).ToHashSet();
        Assert.DoesNotContain(_writes, write => write.Error is null && !kept.Contains(write.Table));
        Assert.DoesNotContain(_writes, write => write.Error?.Contains("nothing was changed", StringComparison.Ordinal) == true && kept.Contains(write.Table));
        // All others have no known outcome: those whose COMMIT was under way in that moment.
        Assert.InRange(_writes.Count(write => write.Error is { } error && !error.Contains("nothing was changed", StringComparison.Ordinal)), 0, Writers);
    }

    private async Task UntilWrittenAsync(long since)
    {
        while (!_writes.Any(write => write.Start > since && write.Error is null))
        {
            Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(20));
            await PauseAsync(0.05);
        }
    }

    private async Task ReadAsync()
    {
        using var client = await _host.ClientAsync();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Assert.Equal("fixed", (await client.get_table(Sample.Database, "fixed")).TableName);
                Assert.Contains("fixed", await client.get_all_tables(Sample.Database));
                Assert.Equal(Sample.Database, (await client.get_database(Sample.Database)).Name);
                Interlocked.Add(ref _reads, 3);
            }
            catch (Exception error)
            {
                _failedReads.Add($"{error}");
            }
        }
    }

    private async Task WriteAsync(int writer)
    {
        using var client = await _host.ClientAsync();
        for (var i = 0; !_stopping.IsCancellationRequested; i++)
        {
            var table = $"t_{writer}_{i}";
            var start = Stopwatch.GetTimestamp();
            string? text = null;
            try
            {
                await client.create_table(Sample.Table(table));
            }
            catch (MetaException error)
            {
                text = error.Message;
            }

            _writes.Add(new FailoverWrite(table, start, Stopwatch.GetTimestamp(), text));
            await PauseAsync(0.005);
        }
    }

    private MeterListener CountStaleReads()
    {
        var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            Interlocked.Add(ref _staleReads, tags[0].Value is "stale" ? count : 0);
        });
        listener.EnableMeasurementEvents(MetastoreTelemetry.StaleReads);
        listener.Start();
        return listener;
    }

    private ActivityListener ListenToSpans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MetastoreTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem(MetastoreTelemetry.StepTag) is "stale")
                {
                    _marked.Add(span.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async Task AssertStartsForReadsAsync()
    {
        await using var second = await StartServerAsync();
        using var client = await second.ClientAsync();
        Assert.Equal("fixed", (await client.get_table(Sample.Database, "fixed")).TableName);
        Assert.Equal(fb_status.WARNING, await client.getStatus());
    }

    private Task<RpcHost> StartServerAsync() => RpcHost.StartAsync(
        [.. _pair.Settings.Select(setting => (setting.Key, setting.Value!)), ("Reads:Deadline", "00:00:02")]);

    private static Task PauseAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
}
