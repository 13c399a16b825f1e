using System.Collections.Concurrent;

namespace Metastore.Storage;

/// <summary>Who has written what lately, so that a client that reads older answers by choice still reads its own writes.</summary>
/// <remarks>A client is an address: Trino opens a new connection for each call.</remarks>
internal sealed class Freshness(TimeProvider time)
{
    private const int MostMarks = 10_000;

    // Copies that are further behind than this are broken.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);
    private readonly AsyncLocal<string?> _client = new();
    private readonly ConcurrentDictionary<string, WriteMark> _marks = new(StringComparer.Ordinal);

    /// <summary>All that this flow of control does from now on is done for <paramref name="client"/>.</summary>
    public void Enter(string? client) => _client.Value = client;

    /// <summary>The current client's last write, or null if older answers can't lack it any more.</summary>
    public WriteMark? LastWrite => _client.Value is { } client && _marks.TryGetValue(client, out var mark) ? mark : null;

    /// <summary>The current client has written; <paramref name="position"/> is the database's own mark of it.</summary>
    public void Wrote(string? position)
    {
        if (_client.Value is not { } client)
        {
            return;
        }

        if (_marks.Count >= MostMarks)
        {
            foreach (var old in _marks.Where(pair => Age(pair.Value) > Forgotten))
            {
                _marks.TryRemove(old);
            }
        }

        _marks[client] = new WriteMark(time.GetTimestamp(), position);
    }

    /// <summary>Copies have caught up with <paramref name="mark"/>.</summary>
    public void Forget(WriteMark mark)
    {
        if (_client.Value is { } client)
        {
            _marks.TryRemove(new(client, mark));
        }
    }

    /// <summary>Time since the write.</summary>
    public TimeSpan Age(WriteMark mark) => time.GetElapsedTime(mark.Timestamp);
}
