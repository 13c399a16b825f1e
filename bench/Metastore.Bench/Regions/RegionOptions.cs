namespace Metastore.Bench.Regions;

/// <summary>What the command line asks for.</summary>
internal sealed record RegionOptions
{
    private const string Known =
        "there are --region NAME=host:port (once for each region, the one to be lost first), --kill COMMAND, --heal COMMAND, --seconds 20 (of each phase), --readers 4 (of each region)";

    /// <summary>The regions' metastores; the first is the one that the command kills, the last is where writes go.</summary>
    public IReadOnlyList<Region> Regions { get; private init; } = [];

    /// <summary>Makes the first region go away.</summary>
    public string Kill { get; private init; } = "true";

    /// <summary>Makes it come back.</summary>
    public string Heal { get; private init; } = "true";

    /// <summary>How long each phase takes. Default 20 s.</summary>
    public TimeSpan Time { get; private init; } = TimeSpan.FromSeconds(20);

    /// <summary>Readers of each region. Default 4.</summary>
    public int Readers { get; private init; } = 4;

    public static RegionOptions Parse(string[] args)
    {
        var options = new RegionOptions();
        for (var i = 0; i < args.Length - 1; i += 2)
        {
            var value = args[i + 1];
            options = args[i] switch
            {
                "--region" => options with { Regions = [.. options.Regions, Region.Parse(value)] },
                "--kill" => options with { Kill = value },
                "--heal" => options with { Heal = value },
                "--seconds" => options with { Time = TimeSpan.FromSeconds(double.Parse(value)) },
                "--readers" => options with { Readers = int.Parse(value) },
                var other => throw new ArgumentException($"{other} is not known; {Known}"),
            };
        }

        return options.Regions.Count > 0 && args.Length % 2 == 0 ? options : throw new ArgumentException(Known);
    }
}
