using Metastore.Diagnostics;
using Metastore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Warehouse;

/// <summary>
/// The directories behind databases, tables and partitions. Schemes other than <c>file:</c> are metadata only: making, moving and deleting do nothing there.
/// Nothing outside the warehouse's own and the configured directories is ever deleted or moved.
/// </summary>
internal sealed partial class WarehouseFiles(IOptions<WarehouseOptions> options, DiscardedDirectories discarded, ILogger<WarehouseFiles> logger)
{
    private readonly LocalFileSystem _local = new();
    private readonly string[] _deletable = options.Value.Deletable;

    /// <summary>Where managed tables of databases without a managed location go.</summary>
    public string Root => _deletable[0];

    /// <summary>Where databases without a location go.</summary>
    public string ExternalRoot => _deletable[1];

    /// <summary>The file system of a location, or null where it can't be reached.</summary>
    public IFileSystem? FileSystemFor(string location) => Location.IsLocal(location) ? _local : null;

    /// <summary>Makes a directory; true if it was not there before.</summary>
    /// <exception cref="MetaException">It can't be made (<c>Warehouse.mkdirs</c>).</exception>
    public bool CreateDirectory(string location)
    {
        try
        {
            return FileSystemFor(location)?.CreateDirectory(location) ?? false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Errors.Meta($"{location} is not a directory or unable to create one");
        }
    }

    /// <summary>Makes a directory that goes again, if it was not there before, when the transaction does not commit; true if it was not there.</summary>
    /// <exception cref="MetaException">It can't be made.</exception>
    public bool CreateDirectory(Tx tx, string location)
    {
        if (!CreateDirectory(location))
        {
            return false;
        }

        tx.AfterRollback(() => DeleteEmptyDirectory(location));
        return true;
    }

    /// <summary>Removes a directory with its contents. A failure is logged: the catalog has already let go of it.</summary>
    public void DeleteDirectory(string location) => Remove(location, (files, place) =>
    {
        if (files.DirectoryExists(place) && !files.DeleteEmptyDirectory(place) && !Discard(place))
        {
            files.DeleteDirectory(place);
        }
    });

    /// <summary>Removes a directory if nothing is in it.</summary>
    public void DeleteEmptyDirectory(string location) => Remove(location, static (files, place) => files.DeleteEmptyDirectory(place));

    /// <summary>Removes what is in a directory and keeps it.</summary>
    public void EmptyDirectory(string location) => Remove(location, static (files, place) => files.EmptyDirectory(place));

    /// <summary>What lies below a directory (<see cref="IFileSystem.Measure"/>); null where that can't be told.</summary>
    public (long Files, long Bytes)? Measure(string location)
    {
        try
        {
            return FileSystemFor(location)?.Measure(location);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The files in a directory (<see cref="IFileSystem.ListFiles"/>); none where that can't be told.</summary>
    public List<string> ListFiles(string? location)
    {
        try
        {
            return location is null ? [] : [.. FileSystemFor(location)?.ListFiles(location) ?? []];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>Whether contents of the location may be removed or moved: it lies below one of the allowed directories.</summary>
    public bool MayDelete(string location) => Array.Exists(_deletable, parent => Location.IsBelow(location, parent));

    private bool Discard(string location)
    {
        try
        {
            discarded.Take(Location.PathOf(location), Location.PathOf(_deletable.First(parent => Location.IsBelow(location, parent))));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Remove(string location, Action<IFileSystem, string> action)
    {
        if (!MayDelete(location))
        {
            LogKept(location);
            return;
        }

        try
        {
            if (FileSystemFor(location) is { } files)
            {
                action(files, location);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            LogNotDeleted(location, e);
        }
    }

    [LoggerMessage(EventId = EventIds.KeptDirectory, Level = LogLevel.Warning, Message = "{Location} lies outside the deletable directories and is kept")]
    private partial void LogKept(string location);

    [LoggerMessage(EventId = EventIds.NotDeleted, Level = LogLevel.Error, Message = "{Location} could not be deleted")]
    private partial void LogNotDeleted(string location, Exception exception);
}
