using System.Runtime.CompilerServices;

namespace Metastore.Storage;

/// <summary>What a reply holds until it has been written: rows that are still being read, their connection, its turn. Given back in reverse order.</summary>
/// <param name="patience">How long a call waits for what it wants to hold while nobody who holds it goes on.</param>
internal sealed class Held(TimeSpan patience) : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> _releases = new();

    public TimeSpan Patience => patience;

    /// <summary>Changes with each row that is read, for those who wait; an increment that is lost to another is a change, too.</summary>
    public StrongBox<long>? Progress { get; set; }

    public void Add(Func<ValueTask> release) => _releases.Push(release);

    public async ValueTask DisposeAsync()
    {
        if (_releases.TryPop(out var release))
        {
            try
            {
                await release();
            }
            finally
            {
                await DisposeAsync();
            }
        }
    }
}
