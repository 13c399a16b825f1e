using Metastore.Rpc.Wire;
using Metastore.Storage;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>A list in a reply whose elements go into it as their rows arrive, so that memory does not grow with the list.</summary>
/// <remarks>What goes wrong after the first bytes have left can't be told to the client any more: its connection is closed.</remarks>
internal static class StreamedList
{
    /// <summary>Writes the list in place of its only element, the rows standing at the first of <paramref name="total"/>.</summary>
    public static async Task WriteAsync(
        Rows rows, long total, BufferedProtocol reply, TType element, Func<BufferedProtocol, CancellationToken, Task> write, CancellationToken ct)
    {
        reply.RestartList(element, checked((int)total));
        var written = 0L;
        do
        {
            await write(reply, ct);
            written++;
        }
        while (await rows.NextAsync(ct));
        if (written != total)
        {
            throw new System.InvalidOperationException($"{total} elements were announced, and {written} found");
        }
    }
}
