using Metastore.Names;

namespace Metastore.Partitions;

/// <summary>A partition that a client adds: as it was sent, its name, and as it is stored.</summary>
internal sealed record GivenPartition(Partition Given, string Name, Partition Stored)
{
    /// <summary>The answer of the methods that add: the client's own struct, completed.</summary>
    public Partition ToAnswer(TableName table)
    {
        Given.CatName ??= table.Catalog;
        Given.CreateTime = Stored.CreateTime;
        Given.LastAccessTime = Stored.LastAccessTime;
        Given.Sd?.Location = Stored.Sd?.Location;
        Given.Parameters = Stored.Parameters;
        return Given;
    }
}
