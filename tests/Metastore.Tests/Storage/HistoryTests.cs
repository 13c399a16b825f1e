using System.Diagnostics;
using System.Globalization;
using Metastore.Tests.Support.Played;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>Clients that get in each other's way, over connections that are cut at random: what they were told must be what is there.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private const int Clients = 4;
    private const int LeastWrites = 60;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(6);

    // A machine with other work gets more time to have done something worth a look.
    private static readonly TimeSpan MostLength = TimeSpan.FromSeconds(20);

    // METASTORE_TEST_SEED repeats the choices of a run; the threads go their own ways all the same.
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("METASTORE_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;

    private PlayedMetastore _played = null!;

    public async ValueTask InitializeAsync()
    {
        // A commit that is looked up for so long always gets an answer here.
        _played = await PlayedMetastore.CreateAsync(new("Storage:CommitLookup", "00:01:00"), new("Reads:Pause", "00:00:00.5"));
        await _played.Metastore.Handler.create_database(new Database { Name = Tables.Sample.Database }, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _played.DisposeAsync();

    [Fact]
    public async Task What_clients_were_told_is_what_is_there()
    {
        var clients = Enumerable.Range(0, Clients).Select(i => new HistoryClient(_played.Metastore.HandlerOf($"client{i}"), i, new Random(Seed + i))).ToList();
        _played.Cockroach.Set(Faults(new Random(Seed - 1)));
        var start = Stopwatch.GetTimestamp();
        var running = clients.ConvertAll(client => Task.Run(() => client.RunAsync(GoesOn)));
        while (!running.TrueForAll(task => task.IsCompleted))
        {
            await Task.Delay(1200, TestContext.Current.CancellationToken);
            _played.Cockroach.CutAll();
        }

        await Task.WhenAll(running);
        _played.Cockroach.Set();
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var found = await FoundAsync();
        var problems = Problems(clients, found).ToList();
        Assert.True(problems.Count == 0, $"METASTORE_TEST_SEED={Seed}\n{string.Join('\n', problems)}");
        var (created, changed, dropped) = (clients.Sum(client => client.Created.Count), clients.Sum(client => client.Steps.Count), clients.Sum(client => client.Dropped.Count));
        TestContext.Current.SendDiagnosticMessage($"{created} tables made, {changed} changes, {dropped} dropped, {clients.Sum(client => client.Refusals)} refusals");
        Assert.True(created > 0 && changed > 0 && dropped > 0, "Nothing has been tested");

        bool GoesOn() => Stopwatch.GetElapsedTime(start) is var elapsed && (elapsed < Length || (elapsed < MostLength && clients.Sum(client => client.Writes) < LeastWrites));
    }

    private static IEnumerable<string> Problems(List<HistoryClient> clients, List<(string Id, int Steps)> found)
    {
        foreach (var unknown in clients.SelectMany(client => client.Surprises))
        {
            yield return unknown;
        }

        var created = clients.SelectMany(client => client.Created).ToHashSet();
        var drops = clients.SelectMany(client => client.Dropped).ToLookup(drop => drop.Key, drop => drop.Value);
        foreach (var twice in drops.Where(drop => drop.Count() > 1))
        {
            yield return $"{twice.Key} was dropped {twice.Count()} times";
        }

        var dropped = drops.ToDictionary(drop => drop.Key, drop => drop.First());
        foreach (var (id, _) in found.Where(table => !created.Contains(table.Id) || dropped.ContainsKey(table.Id)))
        {
            yield return $"{id} is there, but its creation was refused or its removal acknowledged";
        }

        foreach (var twice in found.GroupBy(table => table.Id).Where(tables => tables.Count() > 1))
        {
            yield return $"{twice.Key} is there under several names";
        }

        foreach (var id in created.Except(dropped.Keys).Except(found.Select(table => table.Id)))
        {
            yield return $"{id} was acknowledged and is lost";
        }

        var steps = clients.SelectMany(client => client.Steps).CountBy(id => id).ToDictionary();
        foreach (var (id, count) in found.Select(table => (table.Id, table.Steps)).Concat(dropped.Select(pair => (pair.Key, pair.Value))))
        {
            if (steps.GetValueOrDefault(id) != count)
            {
                yield return $"{id} was altered {count} times, and {steps.GetValueOrDefault(id)} times that was acknowledged";
            }
        }
    }

    private static Fault[] Faults(Random random)
    {
        return
        [
            new(statement => statement.IsCommit && IsOneIn(20), FaultKind.CutAfter),
            new(statement => statement.IsCommit && IsOneIn(20), FaultKind.Cut),
            new(statement => statement.IsCommit && IsOneIn(20), FaultKind.ErrorAfter) { State = "40003" },
            new(statement => statement.IsCommit && IsOneIn(20), FaultKind.Error) { State = "40001" },
            new(_ => IsOneIn(400), FaultKind.Cut),
        ];

        bool IsOneIn(int count)
        {
            lock (random)
            {
                return random.Next(count) == 0;
            }
        }
    }

    private async Task<List<(string Id, int Steps)>> FoundAsync()
    {
        var handler = _played.Metastore.Handler;
        var names = await handler.get_all_tables(Tables.Sample.Database);
        Assert.Equal(names.Distinct(), names);
        var found = new List<(string, int)>();
        foreach (var name in names)
        {
            found.Add(HistoryClient.TagOf(await handler.get_table(Tables.Sample.Database, name)));
        }

        return found;
    }
}
