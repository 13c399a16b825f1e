using BenchmarkDotNet.Running;
using Metastore.Bench.Storage;
using Metastore.Bench.Wire;

// "wire" measures a running metastore; everything else is BenchmarkDotNet's: --filter '*', --list flat, …
if (args is ["wire", .. var rest])
{
    WireBench.Run(WireOptions.Parse(rest));
    return;
}

// "ladder" measures what the ways to read cost.
if (args is ["ladder"])
{
    await LadderBench.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(WireBench).Assembly).Run(args);
