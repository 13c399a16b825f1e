using System.Data.Common;

namespace Metastore.Storage;

/// <summary>What the database does now, for those who watch. Each question asks it one small statement and has its answer within some seconds.</summary>
internal sealed class StorageHealth(ReadLadder ladder, Writer writer)
{
    /// <summary>Why reads fail; null when they are answered, be it with older answers.</summary>
    public Task<string?> WhyNoReadsAsync(CancellationToken ct) => WhyAsync(() => ladder.ReadAsync(tx => MigrationStore.ExistsAsync(tx, ct), ct));

    /// <summary>Why writes fail; null when they don't.</summary>
    public Task<string?> WhyNoWritesAsync(CancellationToken ct) => WhyAsync(() => writer.CheckAsync(ct));

    private static async Task<string?> WhyAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (Exception error) when (error is MetaException or DbException)
        {
            return error is MetaException meta ? meta.Message : error.Message;
        }
    }
}
