using Metastore.Storage;

namespace Metastore.Functions;

/// <summary>The functions' rows.</summary>
internal static class FunctionStore
{
    public static async Task<bool> AnyAsync(Tx tx, long databaseId, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<long?>("SELECT 1 FROM functions WHERE database_id = @databaseId LIMIT 1", new { databaseId }, ct) is not null;
}
