using BenchmarkDotNet.Running;
using Metastore.Bench.Wire;

// "wire" measures a running metastore; everything else is BenchmarkDotNet's: --filter '*', --list flat, …
if (args is ["wire", .. var rest])
{
    WireBench.Run(WireOptions.Parse(rest));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(WireBench).Assembly).Run(args);
