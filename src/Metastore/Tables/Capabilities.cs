using Metastore.Rpc;

namespace Metastore.Tables;

/// <summary>What a client must be able to do before it gets certain tables.</summary>
internal static class Capabilities
{
    /// <summary>The same for a table as it is stored: it is looked at more closely only if its bytes name the parameter.</summary>
    /// <inheritdoc cref="Check(Table, ClientCapabilities?)"/>
    public static void Check(byte[] payload, ClientCapabilities? capabilities)
    {
        if (payload.AsSpan().IndexOf("transactional_properties"u8) >= 0)
        {
            Check(ThriftBinary.Read<Table>(payload), capabilities);
        }
    }

    /// <exception cref="MetaException">The table is insert-only transactional and the client did not say that it knows such tables.</exception>
    /// <remarks>Hive <c>HMSHandler.assertClientHasCapability</c>.</remarks>
    public static void Check(Table table, ClientCapabilities? capabilities)
    {
        if (!IsInsertOnly(table.Parameters) || capabilities?.Values?.Contains(ClientCapability.INSERT_ONLY_TABLES) == true)
        {
            return;
        }

        throw Errors.Meta(
            "Your client does not appear to support insert-only tables. To skip capability checks, please set metastore.client.capability.check to false. "
            + "This setting can be set globally, or on the client for the current metastore session. Note that this may lead to incorrect results, "
            + "data loss, undefined behavior, etc. if your client is actually incompatible. You can also specify custom client capabilities via get_table_req API.");
    }

    private static bool IsInsertOnly(Dictionary<string, string>? parameters) =>
        parameters is not null
        && string.Equals(parameters.GetValueOrDefault("transactional"), "true", StringComparison.OrdinalIgnoreCase)
        && string.Equals(parameters.GetValueOrDefault("transactional_properties"), "insert_only", StringComparison.OrdinalIgnoreCase);
}
