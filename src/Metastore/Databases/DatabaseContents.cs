using Metastore.Functions;
using Metastore.SchemaRegistry;
using Metastore.Storage;
using Metastore.StoredProcedures;
using Metastore.Tables;

namespace Metastore.Databases;

/// <summary>What lies in a database and keeps it from being dropped, or goes with it.</summary>
internal static class DatabaseContents
{
    /// <summary>The first kind of which there is something, as Hive's messages have it; null if the database is empty.</summary>
    public static async Task<string?> FindAsync(Tx tx, long databaseId, CancellationToken ct) =>
        await TableStore.AnyAsync(tx, databaseId, ct) ? "tables"
        : await FunctionStore.AnyAsync(tx, databaseId, ct) ? "functions"
        : await RoutineStore.AnyAsync(tx, RoutineKind.Procedure, databaseId, ct) ? "stored procedures"
        : await RoutineStore.AnyAsync(tx, RoutineKind.Package, databaseId, ct) ? "packages"
        : await SchemaStore.AnyAsync(tx, databaseId, ct) ? "schemas"
        : null;

    /// <summary>Removes all of it; files and events are the caller's.</summary>
    public static async Task DeleteAsync(Tx tx, long databaseId, CancellationToken ct)
    {
        await TableStore.DeleteAllAsync(tx, databaseId, ct);
        await FunctionStore.DeleteAllAsync(tx, databaseId, ct);
        await RoutineStore.DeleteAllAsync(tx, databaseId, ct);
        await SchemaStore.DeleteAllAsync(tx, databaseId, ct);
    }
}
