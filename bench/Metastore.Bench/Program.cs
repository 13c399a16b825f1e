using BenchmarkDotNet.Running;
using Metastore.Bench.Regions;
using Metastore.Bench.Storage;
using Metastore.Bench.Wire;

// "wire" measures a running metastore, "serve" is the one that it starts, "regions" loses one of several, "ladder" measures what the ways to read cost;
// everything else is BenchmarkDotNet's: --filter '*', --list flat, …
switch (args)
{
    case ["wire", .. var rest]:
        await WireBench.RunAsync(WireOptions.Parse(rest));
        break;
    case ["serve", .. var settings]:
        await MeasuredServer.RunAsync(settings);
        break;
    case ["regions", .. var regions]:
        await new RegionBench(RegionOptions.Parse(regions)).RunAsync();
        break;
    case ["ladder"]:
        await LadderBench.RunAsync();
        await LastAnswersBench.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(WireBench).Assembly).Run(args);
        break;
}
