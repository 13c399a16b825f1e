using Metastore.Diagnostics;
using Metastore.Rpc;
using Metastore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Health;

/// <summary>Asks the store whether it answers reads and takes writes, at most once a second however many want to know.</summary>
internal sealed partial class StoreProbe
{
    private readonly Db _db;
    private readonly WriterWatch _watch;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ILogger _logger;
    private readonly Remembered<Finding> _read;
    private readonly Remembered<Finding> _write;

    public StoreProbe(Db db, WriterWatch watch, TimeProvider time, IOptions<HealthOptions> options, ILogger<StoreProbe> logger)
    {
        (_db, _watch, _time, _timeout, _logger) = (db, watch, time, options.Value.Timeout, logger);
        _read = new(() => FindAsync("reads", _read!.Last, ReadAsync), options.Value.Life, time);
        _write = new(() => FindAsync("writes", _write!.Last, WriteAsync), options.Value.Life, time);
    }

    /// <summary>The last finding of <see cref="CanReadAsync"/>, however old; null before the first.</summary>
    public Finding? LastRead => _read.Last;

    /// <summary>The last finding of <see cref="CanWriteAsync"/>, however old; null before the first.</summary>
    public Finding? LastWrite => _write.Last;

    /// <summary>Whether reads are answered, in whatever way.</summary>
    public Task<Finding> CanReadAsync() => _read.GetAsync();

    /// <summary>Whether a write would be committed now.</summary>
    public Task<Finding> CanWriteAsync() => _write.GetAsync();

    private Task<Finding> ReadAsync(CancellationToken ct) => _db.ReadAsync(
        async tx =>
        {
            await MigrationStore.ExistsAsync(tx, ct);
            return new Finding(null, tx.IsStale);
        },
        ct);

    private async Task<Finding> WriteAsync(CancellationToken ct)
    {
        await _watch.CheckAsync(ct);
        return new Finding(null);
    }

    private async Task<Finding> FindAsync(string what, Finding? before, Func<CancellationToken, Task<Finding>> ask)
    {
        using var patience = new CancellationTokenSource(_timeout, _time);
        Finding finding;
        try
        {
            finding = await ask(patience.Token).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            finding = new Finding($"The database did not answer within {_timeout.TotalSeconds} s");
        }
        catch (Exception error)
        {
            finding = new Finding(CallJournal.TextOf(error) ?? error.GetType().Name);
        }

        LogChange(what, before, finding);
        return finding;
    }

    private void LogChange(string what, Finding? before, Finding now)
    {
        if (now.Fault is null && before?.Fault is not null)
        {
            LogRecovered(what);
        }
        else if (now.Fault is { } fault && before?.Fault is null)
        {
            LogLost(what, fault);
        }
    }

    [LoggerMessage(EventId = EventIds.StoreLost, Level = LogLevel.Warning, Message = "The store takes no {What}: {Reason}")]
    private partial void LogLost(string what, string reason);

    [LoggerMessage(EventId = EventIds.StoreRecovered, Level = LogLevel.Warning, Message = "The store takes {What} again")]
    private partial void LogRecovered(string what);
}
