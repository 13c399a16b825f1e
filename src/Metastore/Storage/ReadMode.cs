namespace Metastore.Storage;

/// <summary>How fresh reads are when all is well.</summary>
internal enum ReadMode
{
    /// <summary>As of now; older answers only when these can't be had.</summary>
    Strong,

    /// <summary>From the nearest copy, a few seconds old; a client reads what it wrote.</summary>
    Follower,
}
