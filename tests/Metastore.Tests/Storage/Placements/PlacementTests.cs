using System.Text.RegularExpressions;
using Metastore.Storage;
using Metastore.Storage.Placements;
using Metastore.Tests.Rpc;
using Metastore.Tests.Support;
using Metastore.Tests.Support.Played;
using Microsoft.Extensions.Options;
using Xunit;

namespace Metastore.Tests.Storage.Placements;

/// <summary>Regions, survival goal and localities, on a server that plays CockroachDB's.</summary>
public sealed partial class PlacementTests
{
    private static readonly KeyValuePair<string, string?>[] ThreeRegions =
    [
        new("Placement:PrimaryRegion", "eu-west-1"),
        new("Placement:Regions", "eu-west-1,us-east-1,ap-south-1"),
        new("Placement:SecondaryRegion", "us-east-1"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_table_of_the_schema_has_a_placement()
    {
        var created = Migrator.Files.SelectMany(Migrator.Statements).Concat(MigrationStore.Tables)
            .Select(statement => CreatedTable().Match(statement)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        Assert.Equal(created.Order(), TablePlacement.All.Select(placement => placement.Table).Order());
        // A counter in a GLOBAL table, or in one transaction with one, drags its next readers into the future.
        Assert.Subset(
            TablePlacement.RegionalTables.ToHashSet(),
            new HashSet<string> { "commit_tokens", "counters", "event_outbox", "locks", "migration_lease", "migrations", "notification_log", "txns", "write_ids", "write_notifications" });
    }

    [Fact]
    public async Task What_is_missing_is_planned_in_order_and_applied_once()
    {
        await using var played = await PlayedMetastore.CreateAsync(ThreeRegions);
        var placement = played.Metastore.Get<Placement>();
        var plan = await placement.PlanAsync(Ct);
        var database = played.Database;
        Assert.Equal(
            [
                $"ALTER DATABASE \"{database}\" SET PRIMARY REGION \"eu-west-1\"",
                $"ALTER DATABASE \"{database}\" ADD REGION IF NOT EXISTS \"us-east-1\"",
                $"ALTER DATABASE \"{database}\" ADD REGION IF NOT EXISTS \"ap-south-1\"",
                $"ALTER DATABASE \"{database}\" SURVIVE REGION FAILURE",
                $"ALTER DATABASE \"{database}\" SET SECONDARY REGION \"us-east-1\"",
                "ALTER TABLE \"catalogs\" SET LOCALITY GLOBAL",
            ],
            plan.Take(6));
        Assert.Contains("ALTER TABLE \"locks\" SET LOCALITY REGIONAL BY TABLE IN PRIMARY REGION", plan);
        Assert.DoesNotContain(played.Cockroach.Sent, statement => statement.Sql.StartsWith("ALTER", StringComparison.Ordinal));

        Assert.Equal(plan, await placement.ApplyAsync(Ct));
        Assert.Equal(plan, played.Cockroach.Sent.Select(statement => statement.Sql).Where(sql => sql.StartsWith("ALTER", StringComparison.Ordinal)));
        Assert.Empty(await placement.PlanAsync(Ct));
        Assert.Empty(await placement.ApplyAsync(Ct));
    }

    [Fact]
    public async Task A_database_that_has_regions_gets_new_tables_placed_and_keeps_its_regions()
    {
        await using var played = await PlayedMetastore.CreateAsync();
        var placement = played.Metastore.Get<Placement>();
        Assert.Empty(await placement.PlanAsync(Ct));
        played.Cockroach.Regions.InPostgres($"ALTER DATABASE \"{played.Database}\" SET PRIMARY REGION \"us-west-2\"");
        var plan = await placement.ApplyAsync(Ct);
        Assert.Equal(TablePlacement.All.Count(), plan.Count);
        Assert.Empty(await placement.PlanAsync(Ct));
    }

    [Fact]
    public async Task The_primary_region_moves_to_the_secondary_one()
    {
        await using var played = await PlayedMetastore.CreateAsync(ThreeRegions);
        await played.Metastore.Get<Placement>().ApplyAsync(Ct);
        var moved = new PlacementOptions { PrimaryRegion = "us-east-1", Regions = "eu-west-1,ap-south-1", SecondaryRegion = "eu-west-1" };
        var placement = new Placement(
            played.Metastore.Get<Connections>(), played.Metastore.Get<Db>(), TimeProvider.System, Options.Create(moved), Microsoft.Extensions.Logging.Abstractions.NullLogger<Placement>.Instance);
        Assert.Equal(
            ["DROP SECONDARY REGION", "SET PRIMARY REGION \"us-east-1\"", "SET SECONDARY REGION \"eu-west-1\""],
            (await placement.ApplyAsync(Ct)).Select(statement => statement[$"ALTER DATABASE \"{played.Database}\" ".Length..]));
        Assert.Empty(await placement.PlanAsync(Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dry_run_prints_the_statements_and_sends_none(bool isEmpty)
    {
        await using var played = await PlayedMetastore.CreateAsync();
        if (isEmpty)
        {
            await played.EmptyAsync(Ct);
        }

        var directory = Directory.CreateTempSubdirectory("metastore-");
        string[] arguments = ["migrate", "--placement", "--Storage:Provider=Cockroach", "--Storage:WriterDeadline=00:00:30", $"--Storage:ConnectionString={played.Cockroach.ConnectionString}",
            .. ThreeRegions.Select(setting => $"--{setting.Key}={setting.Value}")];
        var planned = await RunAsync([.. arguments, "--dry-run"]);
        Assert.DoesNotContain(played.Cockroach.Sent, IsAlteration);

        Assert.Equal(isEmpty, planned.Any(line => line.StartsWith("migrate\t", StringComparison.Ordinal)));
        Assert.Equal(planned, await RunAsync(arguments));
        Assert.Equal(planned.Where(line => line.StartsWith("place\t", StringComparison.Ordinal)), played.Cockroach.Sent.Where(IsAlteration).Select(statement => $"place\t{statement.Sql}"));
        Assert.Contains("place\tALTER TABLE \"tables\" SET LOCALITY GLOBAL", planned);
        directory.Delete(recursive: true);

        async Task<IReadOnlyList<string>> RunAsync(string[] words)
        {
            await using var process = ServerProcess.Start(directory.FullName, new Dictionary<string, string>(), words);
            Assert.True(await process.ExitAsync() == 0, string.Join('\n', process.Errors));
            Assert.Empty(process.Errors);
            return process.Output;
        }
    }

    [Fact]
    public async Task A_server_places_at_start_when_it_is_told_to()
    {
        await using var played = await PlayedMetastore.CreateAsync([.. ThreeRegions, new("Placement:Apply", "true")]);
        Assert.Empty(await played.Metastore.Get<Placement>().PlanAsync(Ct));
    }

    [Theory, EveryStore]
    public async Task Other_databases_have_nothing_to_place(Store store)
    {
        Assert.SkipWhen(store == Store.Cockroach, "A single node has no regions");
        await using var metastore = await TestMetastore.CreateAsync(store, [.. ThreeRegions, new("Placement:Apply", "true")]);
        Assert.Empty(await metastore.Get<Placement>().PlanAsync(Ct));
    }

    [Theory]
    [InlineData("Placement:PrimaryRegion", "r1\"; DROP DATABASE x; --")]
    [InlineData("Placement:Regions", "r1,\"r2\"")]
    [InlineData("Placement:SecondaryRegion", "eu-west-1")]
    [InlineData("Placement:SurvivalGoal", "Region")]
    public async Task Impossible_settings_are_refused(string name, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestMetastore.CreateAsync([.. new Dictionary<string, string?> { ["Placement:PrimaryRegion"] = "eu-west-1", [name] = value }]));
        Assert.StartsWith($"{name} = {value}: ", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private static bool IsAlteration(SentStatement statement) => statement.Sql.StartsWith("ALTER", StringComparison.Ordinal);

    [GeneratedRegex(@"^CREATE TABLE IF NOT EXISTS (\w+)")]
    private static partial Regex CreatedTable();
}
