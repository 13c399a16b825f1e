using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metastore.Rpc;
using Thrift.Protocol;

namespace Metastore.Notifications;

/// <summary>An event's message as it is written: an object of JSON in which structs are texts of Thrift's JSON protocol (Hive's <c>JSONMessageEncoder</c>).</summary>
internal sealed class EventMessage : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins with what every message has. Hive's server has an address and a Kerberos name where these are set; readers want both to be there.</summary>
    public EventMessage(int time)
    {
        _json = new(_bytes, Options);
        _json.WriteStartObject();
        Text("server", "").Text("servicePrincipal", "").Number("timestamp", time);
    }

    public EventMessage Text(string name, string? value)
    {
        _json.WriteString(name, value);
        return this;
    }

    public EventMessage Number(string name, long value)
    {
        _json.WriteNumber(name, value);
        return this;
    }

    /// <summary>True or false, as a text.</summary>
    public EventMessage Flag(string name, bool value) => Text(name, value ? "true" : "false");

    public EventMessage Struct(string name, TBase? value) => Text(name, value is null ? null : ThriftJson.Write(value));

    public EventMessage Structs(string name, IEnumerable<TBase> values) => Texts(name, values.Select(ThriftJson.Write));

    public EventMessage Texts(string name, IEnumerable<string> values) => List(name, values, _json.WriteStringValue);

    public EventMessage Numbers(string name, IEnumerable<long> values) => List(name, values, _json.WriteNumberValue);

    public EventMessage Map(string name, IEnumerable<KeyValuePair<string, string>>? values)
    {
        _json.WritePropertyName(name);
        WriteMap(values ?? []);
        return this;
    }

    /// <summary>Keys and values of each partition.</summary>
    public EventMessage Maps(string name, IEnumerable<IEnumerable<KeyValuePair<string, string>>> values) => List(name, values, WriteMap);

    /// <summary>The files of each partition.</summary>
    public EventMessage PartitionFiles(string name, IEnumerable<(string Name, IEnumerable<string> Files)> partitions) => List(name, partitions, partition =>
    {
        _json.WriteStartObject();
        Text("partitionName", partition.Name).Texts("files", partition.Files);
        _json.WriteEndObject();
    });

    /// <summary>Ends it, and gives it as text.</summary>
    public string Finish()
    {
        _json.WriteEndObject();
        Dispose();
        return Encoding.UTF8.GetString(_bytes.WrittenSpan);
    }

    public void Dispose() => _json.Dispose();

    private EventMessage List<T>(string name, IEnumerable<T> values, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }

        _json.WriteEndArray();
        return this;
    }

    private void WriteMap(IEnumerable<KeyValuePair<string, string>> values)
    {
        _json.WriteStartObject();
        foreach (var (key, value) in values)
        {
            _json.WriteString(key, value);
        }

        _json.WriteEndObject();
    }
}
