using BenchmarkDotNet.Running;
using Metastore.Bench.Regions;
using Metastore.Bench.Storage;
using Metastore.Bench.Wire;

// "wire" measures a running metastore, "regions" loses one of several, "ladder" tells what the ways to read cost; everything else is
// BenchmarkDotNet's: --filter '*', --list flat, …
switch (args)
{
    case ["wire", .. var wire]:
        WireBench.Run(WireOptions.Parse(wire));
        break;
    case ["regions", .. var regions]:
        await new RegionBench(RegionOptions.Parse(regions)).RunAsync();
        break;
    case ["ladder"]:
        await LadderBench.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(WireBench).Assembly).Run(args);
        break;
}
