namespace Metastore.Storage.Placements;

/// <summary>Where CockroachDB says that things are. Only it understands these.</summary>
internal static class PlacementStore
{
    public static async Task<PlacedDatabase> FindDatabaseAsync(Tx tx, CancellationToken ct) => (await tx.SingleOrDefaultAsync<PlacedDatabase>(
        """
        SELECT database_name AS name, primary_region, secondary_region, array_to_string(regions, ',') AS regions, survival_goal
        FROM [SHOW DATABASES]
        WHERE database_name = current_database()
        """,
        null,
        ct))!;

    /// <summary>Tables and their localities, as SET LOCALITY would take them.</summary>
    public static async Task<IReadOnlyDictionary<string, string?>> ListTablesAsync(Tx tx, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<(string Name, string? Locality)>(
            "SELECT table_name, locality FROM [SHOW TABLES] WHERE schema_name = current_schema()", null, ct);
        return rows.ToDictionary(row => row.Name, row => row.Locality);
    }
}
