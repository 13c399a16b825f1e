using BenchmarkDotNet.Running;
using Metastore.Bench.Regions;
using Metastore.Bench.Wire;

// "wire" measures a running metastore, "regions" loses one of several; everything else is BenchmarkDotNet's: --filter '*', --list flat, …
if (args is ["wire", .. var rest])
{
    WireBench.Run(WireOptions.Parse(rest));
    return;
}

if (args is ["regions", .. var regions])
{
    await new RegionBench(RegionOptions.Parse(regions)).RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(WireBench).Assembly).Run(args);
