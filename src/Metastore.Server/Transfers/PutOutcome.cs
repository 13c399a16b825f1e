namespace Metastore.Server.Transfers;

/// <summary>What became of an item.</summary>
internal enum PutOutcome
{
    Same,
    Added,
    Replaced,
}
