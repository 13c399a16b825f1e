using System.Diagnostics;
using Metastore.Bench.Wire;

namespace Metastore.Bench.Regions;

/// <summary>
/// Reads a table in every region while one writer counts in it, loses the first region, gets it back, and prints what readers noticed. An answer
/// is stale when it lacks a number that was acknowledged before the question was asked.
/// </summary>
internal sealed class RegionBench(RegionOptions options)
{
    private const string Counter = "bench.number";
    private static readonly string[] Phases = ["before", "during", "after"];
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private readonly Written _written = new();
    private readonly Dictionary<(string Who, int Phase), Tally> _tallies =
        (from who in options.Regions.Select(region => region.Name).Append("writes") from phase in Enumerable.Range(0, Phases.Length) select (who, phase))
        .ToDictionary(key => key, _ => new Tally());

    private volatile int _phase;

    public async Task RunAsync()
    {
        using var setup = new RegionClient(options.Regions[^1]);
        var table = await setup.CallAsync(async client =>
        {
            await client.create_database(new() { Name = Dataset.Database, Parameters = [] });
            await client.create_table(Dataset.Table("counted"));
            return (await client.get_table_req(new(Dataset.Database, "counted"))).Table!;
        });
        using var stopping = new CancellationTokenSource();
        var work = options.Regions.SelectMany(region => Enumerable.Range(0, options.Readers).Select(_ => Task.Run(() => ReadAsync(region, stopping.Token))))
            .Append(Task.Run(() => WriteAsync(table, stopping.Token))).ToList();
        await PhaseAsync(0, "true");
        await PhaseAsync(1, options.Kill);
        await PhaseAsync(2, options.Heal);
        await stopping.CancelAsync();
        await Task.WhenAll(work);
        Print(await setup.CallAsync(NumberAsync));
        await setup.CallAsync(async client =>
        {
            await client.drop_database(Dataset.Database, true, true);
            return true;
        });
    }

    private async Task PhaseAsync(int phase, string command)
    {
        _phase = phase;
        Console.Error.WriteLine($"{Phases[phase]}: {command}");
        using var process = Process.Start("/bin/sh", ["-c", $"{command} >&2"]);
        var time = Task.Delay(options.Time);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new BenchException($"{command} failed with {process.ExitCode}");
        }

        await time;
    }

    private async Task ReadAsync(Region region, CancellationToken ct)
    {
        using var client = new RegionClient(region);
        while (!ct.IsCancellationRequested)
        {
            var (last, asked, tally) = (_written.Last, Stopwatch.GetTimestamp(), _tallies[(region.Name, _phase)]);
            await CountAsync(tally, async () =>
            {
                var number = await client.CallAsync(NumberAsync);
                tally.Served(Stopwatch.GetTimestamp() - asked, _written.Age(number, last, asked));
            });
        }
    }

    private async Task WriteAsync(Table table, CancellationToken ct)
    {
        using var client = new RegionClient(options.Regions[^1]);
        for (var number = 1L; !ct.IsCancellationRequested; number++)
        {
            table.Parameters![Counter] = $"{number}";
            var (begun, tally) = (Stopwatch.GetTimestamp(), _tallies[("writes", _phase)]);
            await CountAsync(tally, async () =>
            {
                await client.CallAsync(async metastore =>
                {
                    await metastore.alter_table(table.DbName, table.TableName, table);
                    return true;
                });
                _written.Acknowledge(number);
                tally.Served(Stopwatch.GetTimestamp() - begun, null);
            });
        }
    }

    private static async Task CountAsync(Tally tally, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception error)
        {
            tally.Failed(BenchException.TextOf(error).ReplaceLineEndings(" "));
            await Task.Delay(Rest);
        }
    }

    private static async Task<long> NumberAsync(ThriftHiveMetastore.Client client)
    {
        var found = await client.get_table_req(new(Dataset.Database, "counted"));
        return found.Table!.Parameters!.TryGetValue(Counter, out var number) ? long.Parse(number) : 0;
    }

    private void Print(long found)
    {
        Console.WriteLine($"{options.Time.TotalSeconds:G} s a phase, {options.Readers} readers a region; the first region is away during the second phase; writes go through the last.");
        Console.WriteLine();
        Console.WriteLine("| region | phase | served | stale | oldest, s | errors | p50, ms | p99, ms | last error |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|---|");
        foreach (var (key, tally) in _tallies)
        {
            Console.WriteLine($"| {key.Who} | {Phases[key.Phase]} | {tally.Row()} |");
        }

        Console.WriteLine();
        Console.WriteLine($"The last acknowledged write is {_written.Last}, the table holds {found}{(found < _written.Last ? ": an acknowledged write is LOST" : "")}.");
    }
}
