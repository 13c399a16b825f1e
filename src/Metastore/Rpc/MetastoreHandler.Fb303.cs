using Metastore.Fb303;

namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<string> getName(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getName");

    public Task<string> getVersion(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getVersion");

    public Task<fb_status> getStatus(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getStatus");

    public Task<string> getStatusDetails(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getStatusDetails");

    public Task<Dictionary<string, long>> getCounters(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getCounters");

    public Task<long> getCounter(string? key, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getCounter");

    public Task setOption(string? key, string? @value, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("setOption");

    public Task<string> getOption(string? key, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getOption");

    public Task<Dictionary<string, string>> getOptions(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getOptions");

    public Task<string> getCpuProfile(int profileDurationInSec, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("getCpuProfile");

    public Task<long> aliveSince(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("aliveSince");

    public Task reinitialize(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("reinitialize");

    public Task shutdown(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("shutdown");
}
