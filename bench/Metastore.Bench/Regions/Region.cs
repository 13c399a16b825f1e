namespace Metastore.Bench.Regions;

/// <summary>A region and the metastore that its clients ask.</summary>
internal sealed record Region(string Name, string Host, int Port)
{
    public static Region Parse(string text) => text.Split('=', ':') is [var name, var host, var port]
        ? new Region(name, host, int.Parse(port))
        : throw new ArgumentException($"{text} is no NAME=host:port");
}
