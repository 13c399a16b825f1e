using Metastore.Storage;

namespace Metastore.ResourcePlans;

/// <summary>The resource plans' rows. A plan is small, read as a whole, and seldom changed: it is one row.</summary>
internal static class ResourcePlanStore
{
    public static Task<ResourcePlanRow?> FindAsync(Tx tx, ResourcePlanName name, CancellationToken ct) => tx.SingleOrDefaultAsync<ResourcePlanRow>(
        "SELECT id, namespace, name, status, payload FROM resource_plans WHERE namespace = @Namespace AND name = @Name", name, ct);

    /// <summary>The plan that is in force in a namespace, of which there is one at most.</summary>
    public static Task<ResourcePlanRow?> FindActiveAsync(Tx tx, string space, CancellationToken ct) => tx.SingleOrDefaultAsync<ResourcePlanRow>(
        "SELECT id, namespace, name, status, payload FROM resource_plans WHERE namespace = @space AND status = @status",
        new { space, status = WMResourcePlanStatus.ACTIVE },
        ct);

    /// <summary>A namespace's plans, by name.</summary>
    public static Task<List<ResourcePlanRow>> ListAsync(Tx tx, string space, CancellationToken ct) => tx.QueryAsync<ResourcePlanRow>(
        "SELECT id, namespace, name, status, payload FROM resource_plans WHERE namespace = @space ORDER BY name", new { space }, ct);

    /// <summary>Adds the plan; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, ResourcePlanRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO resource_plans (id, namespace, name, status, payload)
        VALUES (@Id, @Namespace, @Name, @Status, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    public static Task UpdateAsync(Tx tx, ResourcePlanRow row, CancellationToken ct) =>
        tx.RenameAsync("UPDATE resource_plans SET name = @Name, status = @Status, payload = @Payload WHERE id = @Id", row, ct);

    public static Task DeleteAsync(Tx tx, long id, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM resource_plans WHERE id = @id", new { id }, ct);
}
