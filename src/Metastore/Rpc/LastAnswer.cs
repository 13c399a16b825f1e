using Metastore.Rpc.Wire;

namespace Metastore.Rpc;

/// <summary>An answer that was given: to which method and arguments, in which protocol, after how many writes, when.</summary>
internal sealed record LastAnswer(string Method, Type Protocol, byte[] Arguments, byte[] Reply, long Version, long Timestamp)
{
    // The record, its arrays' heads and its place in the table.
    private const int Overhead = 200;

    public int Bytes => Arguments.Length + Reply.Length + Overhead;

    /// <summary>Whether the request in <paramref name="protocol"/> is the same.</summary>
    public bool Fits(BufferedProtocol protocol) => protocol.Request.Name == Method && protocol.GetType() == Protocol && protocol.Arguments.SequenceEqual(Arguments);
}
