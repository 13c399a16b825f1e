using System.Threading.Channels;
using Metastore.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Warehouse;

/// <summary>
/// Directories that are gone for clients and still to be deleted: set aside by one rename, since deleting ten thousand of them takes seconds that no
/// client needs to wait. What a server has left is deleted by the next that starts.
/// </summary>
internal sealed partial class DiscardedDirectories(IOptions<WarehouseOptions> options, ILogger<DiscardedDirectories> logger) : BackgroundService, IAsyncDisposable
{
    /// <summary>Where they are, in a directory whose contents may be deleted; engines pass over names like this one.</summary>
    public const string Name = ".deleted";

    private readonly Channel<string> _paths = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    /// <summary>Takes the directory at a path away, into one above it.</summary>
    /// <exception cref="IOException">That can't be done by a rename: it is a file system of its own, or it is not there.</exception>
    public void Take(string path, string above)
    {
        var place = Directory.CreateDirectory(Path.Combine(above, Name));
        var target = Path.Combine(place.FullName, Guid.NewGuid().ToString("N"));
        Directory.Move(path, target);
        _paths.Writer.TryWrite(target);
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await (ExecuteTask ?? Task.CompletedTask);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await DeleteAllAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task DeleteAllAsync(CancellationToken ct)
    {
        foreach (var left in options.Value.Deletable.Where(Location.IsLocal).SelectMany(Left))
        {
            _paths.Writer.TryWrite(left);
        }

        while (await _paths.Reader.WaitToReadAsync(ct))
        {
            await OwnThread.RunAsync(int.MaxValue, () => DeleteRead(ct));
        }
    }

    private void DeleteRead(CancellationToken ct)
    {
        while (_paths.Reader.TryRead(out var path))
        {
            Delete(path, ct);
        }
    }

    private static string[] Left(string location)
    {
        var place = Path.Combine(Location.PathOf(location), Name);
        return Directory.Exists(place) ? Directory.GetFileSystemEntries(place) : [];
    }

    private void Delete(string path, CancellationToken ct)
    {
        try
        {
            // A part at a time: a server that stops does not wait for the whole.
            ct.ThrowIfCancellationRequested();
            foreach (var child in Directory.EnumerateDirectories(path))
            {
                ct.ThrowIfCancellationRequested();
                Directory.Delete(child, recursive: true);
            }

            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another server of this warehouse was faster.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(path, error);
        }
    }

    [LoggerMessage(EventId = EventIds.NotDeleted, Level = LogLevel.Error, Message = "{Path} could not be deleted; the next start tries again")]
    private partial void LogNotDeleted(string path, Exception exception);
}
