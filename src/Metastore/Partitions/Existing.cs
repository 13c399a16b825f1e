namespace Metastore.Partitions;

/// <summary>What becomes of partitions to add that there are already.</summary>
internal enum Existing
{
    /// <summary>They make the insert fail, without a word on which they are.</summary>
    NotLookedFor,

    /// <summary>The first of them is an error.</summary>
    Refuse,

    /// <summary>They stay as they are.</summary>
    PassOver,
}
