using System.Text;
using Metastore.Rpc.Wire;
using Thrift.Protocol;

namespace Metastore.Rpc;

/// <summary>Structs as text of Thrift's JSON protocol: the form in which Hive puts them into messages. For all threads.</summary>
internal static class ThriftJson
{
    public static string Write(TBase value)
    {
        var output = new OutputBuffer();
        try
        {
            using var protocol = new JsonProtocol(output);

            // Writing memory never waits.
            value.WriteAsync(protocol, CancellationToken.None).GetAwaiter().GetResult();
            return Encoding.UTF8.GetString(output.Waiting);
        }
        finally
        {
            output.Release();
        }
    }
}
