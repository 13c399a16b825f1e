namespace Metastore.Warehouse;

/// <summary>The <c>file:</c> scheme.</summary>
internal sealed class LocalFileSystem : IFileSystem
{
    public bool DirectoryExists(string location) => Directory.Exists(Location.PathOf(location));

    public bool CreateDirectory(string location)
    {
        var path = Location.PathOf(location);
        if (Directory.Exists(path))
        {
            return false;
        }

        Directory.CreateDirectory(path);
        return true;
    }

    public void DeleteDirectory(string location)
    {
        var path = Location.PathOf(location);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    public bool DeleteEmptyDirectory(string location)
    {
        var path = Location.PathOf(location);
        if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any())
        {
            return false;
        }

        Directory.Delete(path);
        return true;
    }

    public void EmptyDirectory(string location)
    {
        var directory = new DirectoryInfo(Location.PathOf(location));
        if (!directory.Exists)
        {
            return;
        }

        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } child)
            {
                child.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    public void MoveDirectory(string from, string to)
    {
        var target = Location.PathOf(to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        Directory.Move(Location.PathOf(from), target);
    }

    public (long Files, long Bytes) Measure(string location)
    {
        var directory = new DirectoryInfo(Location.PathOf(location));
        if (!directory.Exists)
        {
            return (0, 0);
        }

        long files = 0, bytes = 0;
        foreach (var file in directory.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name[0] is not ('.' or '_')))
        {
            files++;
            bytes += file.Length;
        }

        return (files, bytes);
    }

    public IEnumerable<string> ListFiles(string location)
    {
        var directory = new DirectoryInfo(Location.PathOf(location));
        return directory.Exists
            ? directory.EnumerateFiles().Select(file => file.Name).Where(name => name[0] is not ('.' or '_')).Order(StringComparer.Ordinal).Select(name => Location.Below(location, name))
            : [];
    }
}
