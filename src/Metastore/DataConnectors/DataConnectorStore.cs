using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.DataConnectors;

/// <summary>The data connectors' rows; the payload is Hive's struct as clients get it.</summary>
internal static class DataConnectorStore
{
    public static async Task<DataConnector?> FindAsync(Tx tx, string name, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<byte[]>("SELECT payload FROM data_connectors WHERE name = @name", new { name }, ct) is { } payload ? ThriftBinary.Read<DataConnector>(payload) : null;

    /// <summary>All names, ascending.</summary>
    public static Task<List<string>> ListNamesAsync(Tx tx, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT name FROM data_connectors ORDER BY name", null, ct);

    /// <summary>Adds the connector; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, DataConnector connector, CancellationToken ct) => await tx.ExecuteAsync(
        "INSERT INTO data_connectors (name, payload) VALUES (@Name, @Payload) ON CONFLICT DO NOTHING",
        new { connector.Name, Payload = ThriftBinary.Write(connector) },
        ct) == 1;

    public static Task UpdateAsync(Tx tx, DataConnector connector, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE data_connectors SET payload = @Payload WHERE name = @Name", new { connector.Name, Payload = ThriftBinary.Write(connector) }, ct);

    /// <summary>Removes the connector; false if there is none of that name.</summary>
    public static async Task<bool> DeleteAsync(Tx tx, string name, CancellationToken ct) =>
        await tx.ExecuteAsync("DELETE FROM data_connectors WHERE name = @name", new { name }, ct) == 1;
}
