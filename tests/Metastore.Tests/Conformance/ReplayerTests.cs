using System.Net;
using Xunit;

namespace Metastore.Tests.Conformance;

public sealed class ReplayerTests
{
    private const string Name = "hivesuite/TestGetAllWriteEventInfo";

    private readonly Recording recording = Recording.Load(Name, Recordings.HiveSuite[Name]);

    [Fact]
    public async Task Server_that_answers_as_recorded_agrees_on_the_recorded_connections()
    {
        await using var server = new RecordedServer(recording, call => call.Reply);

        var results = await ReplayAsync(server.Endpoint);

        Assert.Equal(recording.Calls, results.Select(result => result.Call));
        Assert.Equal("", Report.Of(results));
        Assert.Equal(recording.Calls.Select(call => call.Connection).Distinct().Count(), server.Connections);
    }

    [Fact]
    public async Task Call_that_is_not_answered_differs_and_the_next_one_gets_a_new_connection()
    {
        var lost = recording.Calls.First(call => call.Reply is not null).Number;
        await using var server = new RecordedServer(recording, call => call.Number == lost ? null : call.Reply);

        var failed = Assert.Single(await ReplayAsync(server.Endpoint), result => !result.Ok);

        Assert.Equal(lost, failed.Call.Number);
        Assert.Equal("connection: closed without an answer", Assert.Single(failed.Differences).ToString());
    }

    [Fact]
    public async Task Answer_that_is_two_messages_differs()
    {
        var doubled = recording.Calls.First(call => call.Reply is not null).Number;
        await using var server = new RecordedServer(recording, call => call.Number == doubled ? [.. call.Reply!, .. call.Reply!] : call.Reply);

        Assert.Equal(doubled, Assert.Single(await ReplayAsync(server.Endpoint), result => !result.Ok).Call.Number);
    }

    private Task<IReadOnlyList<CallResult>> ReplayAsync(EndPoint server)
        => Replayer.RunAsync(server, recording, recording.Header.Warehouse, TestContext.Current.CancellationToken);
}
