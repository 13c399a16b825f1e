using System.Data.Common;
using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Notifications;

/// <summary>Reads the log. Before, all events committed by now get their numbers; where nothing can be written, the log is as long as it was.</summary>
internal sealed class NotificationService(Db db, EventNumbering numbering, IOptions<NotificationOptions> options)
{
    // Of messages, in one reply; readers ask again from the last one that they have got.
    private const long MostCharacters = 64 << 20;

    private bool IsOn => options.Value.Enabled;

    /// <summary>Events behind a number, ascending and without gaps but for what the request leaves out (<c>HMSHandler.get_next_notification</c>).</summary>
    public async Task<NotificationEventResponse> GetNextAsync(NotificationEventRequest? request, CancellationToken ct)
    {
        var filter = NotificationFilter.Of(request ?? throw Errors.Internal(), options.Value.MaxEvents);
        if (!IsOn)
        {
            return new([]);
        }

        await NumberAsync(ct);
        return new(await db.ReadAsync(tx => ListAsync(tx, filter, ct), ct));
    }

    /// <summary>The last event's number; 0 if there has been none.</summary>
    public async Task<CurrentNotificationEventId> GetLastAsync(CancellationToken ct)
    {
        if (!IsOn)
        {
            return new(0);
        }

        await NumberAsync(ct);
        return new(await db.ReadAsync(tx => NotificationStore.LastAsync(tx, ct), ct));
    }

    /// <summary>How many events there are behind a number, at most as many as the request says.</summary>
    public async Task<NotificationEventsCountResponse> CountAsync(NotificationEventsCountRequest? request, CancellationToken ct)
    {
        var filter = NotificationFilter.Of(request ?? throw Errors.Internal(), options.Value.Format);
        if (!IsOn)
        {
            return new(0);
        }

        await NumberAsync(ct);
        var count = await db.ReadAsync(tx => NotificationStore.CountAsync(tx, filter, ct), ct);
        return new(request.__isset.limit ? Math.Min(count, request.Limit) : count);
    }

    private async Task NumberAsync(CancellationToken ct)
    {
        try
        {
            await numbering.NumberAsync(ct);
        }
        catch (MetaException error) when (StorageErrors.IsOfWriter(error))
        {
            // What has its number can be read; the rest is in nobody's way.
        }
    }

    private static async Task<List<NotificationEvent>> ListAsync(Tx tx, NotificationFilter filter, CancellationToken ct)
    {
        await using var rows = await NotificationStore.OpenAsync(tx, filter, ct);
        var events = new List<NotificationEvent>();
        for (var size = 0L; size < MostCharacters && await rows.NextAsync(ct); size += events[^1].Message!.Length)
        {
            events.Add(Read(rows.Reader));
        }

        return events;
    }

    private static NotificationEvent Read(DbDataReader row) => new()
    {
        EventId = row.GetInt64(0),
        EventTime = (int)row.GetInt64(1),
        EventType = row.GetString(2),
        CatName = Text(row, 3),
        DbName = Text(row, 4),
        TableName = Text(row, 5),
        MessageFormat = row.GetString(6),
        Message = row.GetString(7),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
