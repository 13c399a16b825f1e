namespace Metastore.Warehouse;

/// <summary>Locations as Hadoop's <c>Path</c> prints them: one slash between names, none at the end, a scheme in front.</summary>
internal static class Location
{
    /// <summary>The location in its one spelling; a location without scheme is a local file.</summary>
    /// <exception cref="MetaException">It is empty.</exception>
    public static string Qualify(string location)
    {
        if (location.Length == 0)
        {
            throw Errors.Meta("Can not create a Path from an empty string");
        }

        var (scheme, authority, path) = Split(location);
        return Join(scheme ?? "file", authority, path);
    }

    /// <summary>A directory given by an operator: a path relative to the current directory, or a URI.</summary>
    public static string FromOption(string directory) =>
        Split(directory).Scheme is null ? Qualify(Path.GetFullPath(directory)) : Qualify(directory);

    /// <summary>The location of an entry below another.</summary>
    public static string Below(string parent, string name) => parent.EndsWith('/') ? parent + name : $"{parent}/{name}";

    /// <summary>Whether the location lies below the parent and is not the parent itself.</summary>
    public static bool IsBelow(string location, string parent) =>
        location.Length > parent.Length
        && location.StartsWith(parent, StringComparison.Ordinal)
        && (parent.EndsWith('/') || location[parent.Length] == '/')
        && !location.Split('/').Contains("..");

    /// <summary>Whether this is the root of a file system.</summary>
    public static bool IsRoot(string location) => Split(location).Path.Trim('/').Length == 0;

    /// <summary>Whether it can be reached as files.</summary>
    public static bool IsLocal(string location) => Scheme(location) == "file";

    /// <summary>The scheme in lower case.</summary>
    public static string Scheme(string location) => Split(location).Scheme ?? "file";

    /// <summary>The part behind scheme and authority, as the file system takes it.</summary>
    public static string PathOf(string location) => Split(location).Path;

    /// <summary>Scheme and authority: two locations on one file system share it.</summary>
    public static string FileSystemOf(string location)
    {
        var (scheme, authority, _) = Split(location);
        return $"{scheme ?? "file"}://{authority}";
    }

    private static string Join(string scheme, string? authority, string path)
    {
        var clean = string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        return $"{scheme}:{(authority is null ? "" : "//" + authority)}/{clean}".TrimEnd('/') is var text && text.EndsWith(':') ? text + "/" : text;
    }

    private static (string? Scheme, string? Authority, string Path) Split(string location)
    {
        var colon = location.IndexOf(':', StringComparison.Ordinal);
        var slash = location.IndexOf('/', StringComparison.Ordinal);
        if (colon <= 0 || (slash >= 0 && slash < colon))
        {
            return (null, null, location);
        }

        var scheme = location[..colon].ToLowerInvariant();
        var rest = location[(colon + 1)..];
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return (scheme, null, rest);
        }

        var end = rest.IndexOf('/', 2);
        var authority = end < 0 ? rest[2..] : rest[2..end];
        return (scheme, authority.Length == 0 ? null : authority, end < 0 ? "/" : rest[end..]);
    }
}
