using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Conformance;

/// <summary>Replays recordings of Apache Hive's metastore, each against a server of its own, and fails for every answer that differs and isn't listed in AcceptedDifferences.json.</summary>
public abstract class ConformanceTests
{
    /// <summary>The warehouse directory of the server that <see cref="TestServer.EndpointVariable"/> names.</summary>
    private const string WarehouseVariable = "METASTORE_WAREHOUSE";

    private protected static IEnumerable<TheoryDataRow<Store, string, string>> Rows(IReadOnlyDictionary<string, string> recordings)
        => from store in Enum.GetValues<Store>()
           from recording in recordings
           select new TheoryDataRow<Store, string, string>(store, recording.Key, recording.Value) { TestDisplayName = $"{recording.Key} ({store})", Skip = TestDatabase.WhyMissing(store) };

    private protected static async Task ReplayAsync(Store store, string name, string path)
    {
        var directory = Directory.CreateTempSubdirectory("metastore-");
        try
        {
            await using var database = await TestDatabase.CreateAsync(store, directory.FullName);
            await ReplayAsync(database.Settings, name, path);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private protected static async Task ReplayAsync(IReadOnlyDictionary<string, string?> storage, string name, string path)
    {
        var ct = TestContext.Current.CancellationToken;
        var recording = Recording.Load(name, path);
        var directory = Directory.CreateTempSubdirectory("metastore-");
        try
        {
            var root = Environment.GetEnvironmentVariable(WarehouseVariable) ?? $"file:{directory.FullName}/warehouse";
            var settings = ServerSettings.Of(recording.Header, root);
            foreach (var (key, value) in storage)
            {
                settings[key] = value;
            }

            await using var server = await TestServer.StartAsync(settings, ct);
            var results = await Replayer.RunAsync(server.Endpoint, recording, root, ct);
            var accepted = (await TestContext.Current.GetFixture<AcceptedDifferencesFixture>())!.Accepted;
            if (Report.Of(accepted.Remaining(name, results)) is { Length: > 0 } report)
            {
                Assert.Fail(report);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
