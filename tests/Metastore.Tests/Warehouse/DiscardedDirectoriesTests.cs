using Metastore.Rpc;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Metastore.Warehouse;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Metastore.Tests.Warehouse;

public sealed class DiscardedDirectoriesTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("metastore-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Discarded => Path.Combine(directory.FullName, "warehouse", DiscardedDirectories.Name);

    [Fact]
    public async Task A_dropped_tables_directory_is_gone_at_once_and_deleted_later()
    {
        await using var server = await TestServer.StartAsync(Settings(), Ct);
        var handler = ActivatorUtilities.CreateInstance<MetastoreHandler>(server.Services, new Session());
        await handler.create_database(new() { Name = Sample.Database }, Ct);
        await handler.create_table(Sample.Table("t"), Ct);
        var place = Location.PathOf((await handler.get_table_req(new(Sample.Database, "t"), Ct)).Table!.Sd!.Location!);
        await File.WriteAllTextAsync(Path.Combine(place, "data"), "x", Ct);

        await handler.drop_table(Sample.Database, "t", deleteData: true, Ct);

        Assert.False(Directory.Exists(place));
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task What_a_server_left_is_deleted_by_the_next()
    {
        Directory.CreateDirectory(Path.Combine(Discarded, "left", "day=1"));

        await using var server = await TestServer.StartAsync(Settings(), Ct);

        await AssertEmptyAsync();
    }

    public void Dispose() => directory.Delete(recursive: true);

    private Dictionary<string, string?> Settings() => new()
    {
        ["Storage:ConnectionString"] = $"Data Source={Path.Combine(directory.FullName, "metastore.db")}",
        ["Warehouse:Directory"] = Path.Combine(directory.FullName, "warehouse"),
    };

    private async Task AssertEmptyAsync()
    {
        for (var i = 0; i < 200 && Directory.EnumerateFileSystemEntries(Discarded).Any(); i++)
        {
            await Task.Delay(50, Ct);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Discarded));
    }
}
