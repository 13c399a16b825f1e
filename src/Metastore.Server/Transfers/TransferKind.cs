namespace Metastore.Server.Transfers;

/// <summary>What an item of a transfer is. The numbers are part of the file's format.</summary>
internal enum TransferKind : byte
{
    End = 0,
    Role = 1,
    RoleGrant = 2,
    Catalog = 3,
    Database = 4,
    Function = 5,
    Table = 6,
    Statistics = 7,
    Partitions = 8,
    Constraints = 9,
    Privileges = 10,
    WriteIds = 11,
    DataConnector = 12,
    StoredProcedure = 13,
    Package = 14,
    ResourcePlan = 15,
}
