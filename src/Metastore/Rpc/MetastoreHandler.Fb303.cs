using Metastore.Fb303;

namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    // The release of Hive whose interface and behaviour this is; some clients read a version here.
    private const string HiveVersion = "4.0.1";

    public Task<string> getName(CancellationToken cancellationToken = default) => Task.FromResult("Metastore");

    public Task<string> getVersion(CancellationToken cancellationToken = default) => Task.FromResult(HiveVersion);

    public Task<fb_status> getStatus(CancellationToken cancellationToken = default) => health.StatusAsync();

    public Task<string> getStatusDetails(CancellationToken cancellationToken = default) => health.DetailsAsync();

    public Task<Dictionary<string, long>> getCounters(CancellationToken cancellationToken = default) => Task.FromResult(journal.Counts());

    public Task<long> getCounter(string? key, CancellationToken cancellationToken = default) => Task.FromResult(journal.CountOf(key));

    public Task setOption(string? key, string? @value, CancellationToken cancellationToken = default)
    {
        state.SetOption(key, value);
        return Task.CompletedTask;
    }

    public Task<string> getOption(string? key, CancellationToken cancellationToken = default) => Task.FromResult(state.Option(key)!);

    public Task<Dictionary<string, string>> getOptions(CancellationToken cancellationToken = default) => Task.FromResult(state.Options);

    public Task<string> getCpuProfile(int profileDurationInSec, CancellationToken cancellationToken = default) => Task.FromResult("");

    public Task<long> aliveSince(CancellationToken cancellationToken = default) => Task.FromResult(state.AliveSince);

    public Task reinitialize(CancellationToken cancellationToken = default) => Task.CompletedTask;

    // Hive's client says so when it leaves; the server goes on, and the client closes the connection.
    public Task shutdown(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
