using System.Text;
using Thrift;
using Thrift.Protocol;
using Thrift.Transport.Client;

namespace Metastore.Rpc;

/// <summary>Structs as text of Thrift's JSON protocol: the form in which Hive puts them into messages.</summary>
internal static class ThriftJson
{
    private static readonly TConfiguration Configuration = new() { MaxMessageSize = int.MaxValue };

    public static string Write(TBase value)
    {
        using var bytes = new MemoryStream();
        using var transport = new TStreamTransport(null, bytes, Configuration);
        using var protocol = new TJsonProtocol(transport);

        // Writing memory never waits.
        value.WriteAsync(protocol, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
