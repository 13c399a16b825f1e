using Metastore.Fb303;
using Metastore.Rpc;

namespace Metastore.Health;

/// <summary>The probes' truth in the words of fb303.</summary>
internal sealed class ServerHealth(ServerState state, StoreProbe store)
{
    /// <summary>ALIVE; WARNING when only reads are served; DEAD when not even they are.</summary>
    public async Task<fb_status> StatusAsync() => state.Phase switch
    {
        ServerPhase.Starting => fb_status.STARTING,
        ServerPhase.Stopping => fb_status.STOPPING,
        _ => (await store.CanReadAsync()).Fault is not null ? fb_status.DEAD
            : (await store.CanWriteAsync()).Fault is not null ? fb_status.WARNING
            : fb_status.ALIVE,
    };

    /// <summary>What is wrong; empty if nothing is.</summary>
    public async Task<string> DetailsAsync() => (await store.CanReadAsync()).Fault ?? (await store.CanWriteAsync()).Fault ?? "";
}
