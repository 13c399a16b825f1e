namespace Metastore.Rpc;

/// <summary>All connections of one user at one address: what <see cref="CallQueue"/> and <see cref="ByteBudget"/> are fair between.</summary>
internal sealed class Caller(string? address, string? user)
{
    private long _bytes;

    public string? Address => address;

    public string? User => user;

    /// <summary>Memory that its requests hold.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Its connections. This and what follows belongs to the queue.</summary>
    public int Connections { get; set; }

    /// <summary>Its calls that run.</summary>
    public int Running { get; set; }

    /// <summary>Its calls that wait, the oldest first.</summary>
    public LinkedList<TaskCompletionSource<bool>> Waiting { get; } = [];

    /// <summary>Whether it stands in the row of those who wait.</summary>
    public bool IsInRow { get; set; }

    public void AddBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
