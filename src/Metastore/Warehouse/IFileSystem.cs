namespace Metastore.Warehouse;

/// <summary>What the metastore does with the files of one scheme. Locations are qualified (<see cref="Location.Qualify"/>).</summary>
internal interface IFileSystem
{
    /// <summary>Whether there is a directory.</summary>
    bool DirectoryExists(string location);

    /// <summary>Makes the directory and its parents; true if it was not there before.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    bool CreateDirectory(string location);

    /// <summary>Removes the directory with all that is in it; nothing happens when it is not there.</summary>
    void DeleteDirectory(string location);

    /// <summary>Removes the directory if nothing is in it; true if it was removed.</summary>
    bool DeleteEmptyDirectory(string location);

    /// <summary>Removes what is in the directory and keeps it.</summary>
    void EmptyDirectory(string location);

    /// <summary>Moves a directory; the parent of the new place is made.</summary>
    void MoveDirectory(string from, string to);

    /// <summary>Number of files below the directory, at any depth, and the sum of their bytes; hidden names (<c>.</c> and <c>_</c> in front) don't count.</summary>
    (long Files, long Bytes) Measure(string location);

    /// <summary>The files in the directory itself but for hidden ones, by name; none where it is not there.</summary>
    IEnumerable<string> ListFiles(string location);
}
