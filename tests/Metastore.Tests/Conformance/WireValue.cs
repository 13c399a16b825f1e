namespace Metastore.Tests.Conformance;

/// <summary>One value as it passed on the wire.</summary>
/// <param name="Type">The type byte that announced it.</param>
/// <param name="Content">bool, sbyte, double, short, int, long, byte[] (text), <see cref="WireStruct"/>, <see cref="WireList"/> or <see cref="WireMap"/>.</param>
internal readonly record struct WireValue(WireType Type, object Content)
{
    /// <summary>The same value with every text in it, map keys included, passed through <paramref name="change"/>.</summary>
    public WireValue WithTexts(Func<byte[], byte[]> change) => Content switch
    {
        byte[] text => this with { Content = change(text) },
        WireStruct fields => this with { Content = fields.WithTexts(change) },
        WireList list => this with { Content = list with { Items = [.. list.Items.Select(item => item.WithTexts(change))] } },
        WireMap map => this with
        {
            Content = map with { Entries = [.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key.WithTexts(change), entry.Value.WithTexts(change)))] },
        },
        _ => this,
    };
}
