using Metastore.Names;
using Metastore.Rpc;
using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Partitions;

/// <summary>The limit on the partitions of one request. It holds where whole partitions are asked for, not their names.</summary>
internal sealed class PartitionLimit(IOptions<LimitOptions> options)
{
    /// <summary>Whether there is one; else a count made for it is made for nothing.</summary>
    public bool IsOn => options.Value.PartitionsPerRequest >= 0;

    /// <summary>Checks a request for the first partitions of a table; all if the number is negative.</summary>
    /// <exception cref="MetaException">They are too many.</exception>
    public async Task CheckAsync(Tx tx, PartitionedTable table, TableArgument argument, int max, CancellationToken ct)
    {
        if (IsOn)
        {
            Check(argument.Table, max < 0 ? await PartitionStore.CountAsync(tx, table, ct) ?? 0 : max);
        }
    }

    /// <param name="table">The table as the client wrote it.</param>
    /// <param name="partitions">How many are asked for; where no number is, how many there are.</param>
    /// <exception cref="MetaException">They are too many.</exception>
    /// <remarks>Hive <c>HMSHandler.checkLimitNumberOfPartitions</c>.</remarks>
    public void Check(string? table, long partitions)
    {
        if (IsOn && partitions > options.Value.PartitionsPerRequest)
        {
            throw Errors.Meta(
                $"Number of partitions scanned (={partitions}) on table '{table}' exceeds limit (={options.Value.PartitionsPerRequest}). "
                + "This is controlled on the metastore server by metastore.limit.partition.request.");
        }
    }
}
