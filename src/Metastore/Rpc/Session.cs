using Metastore.Rpc.Wire;
using Metastore.Storage;

namespace Metastore.Rpc;

/// <summary>What one connection has told about itself. Lives as long as the connection.</summary>
internal sealed class Session
{
    /// <summary>The user named by <c>set_ugi</c>; null until then.</summary>
    public string? User { get; set; }

    /// <summary>The groups named by <c>set_ugi</c>, in the client's order.</summary>
    public IReadOnlyList<string> Groups { get; set; } = [];

    /// <summary>Address of the peer, for the log and for <c>show_locks</c>.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The reply under way; null where there is no connection to write to.</summary>
    public BufferedProtocol? Reply { get; set; }

    /// <summary>Whether the reply under way is in Thrift's binary protocol, so that stored bytes can be part of it.</summary>
    public bool RepliesInBinary => Reply is BinaryProtocol;

    /// <summary>What the reply under way holds until it has been written; null where there is no connection to write to.</summary>
    public Held? Held { get; set; }

    /// <summary>Values given by <c>setMetaConf</c>, by key.</summary>
    public Dictionary<string, string> Configuration { get; } = new(StringComparer.Ordinal);

    /// <summary>The user that owns what this connection makes without naming an owner: Hive takes its own process's user when none was set.</summary>
    public string UserOrProcess => User ?? Environment.UserName;

    /// <summary>Takes what <c>set_ugi</c> says of the user and returns the groups, as Hive does.</summary>
    public List<string> Introduce(string? user, List<string>? groups)
    {
        User = user;
        Groups = groups ?? [];
        return [.. Groups];
    }
}
