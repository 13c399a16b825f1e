using Metastore.Server;

namespace Metastore.Bench.Wire;

/// <summary>The server that a run starts: Metastore's own, which tells on each line of its input how many bytes it has allocated up to now.</summary>
internal static class MeasuredServer
{
    /// <summary>What the line of an answer begins with.</summary>
    public const string Allocated = "allocated ";

    public static async Task RunAsync(string[] settings)
    {
        await using var app = MetastoreServer.Build(settings);
        await app.StartAsync();
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine($"{Allocated}{GC.GetTotalAllocatedBytes(precise: true)}");
        }
    }
}
