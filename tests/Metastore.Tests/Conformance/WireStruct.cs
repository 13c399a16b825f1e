namespace Metastore.Tests.Conformance;

/// <summary>A struct's fields by id, in the order they were written.</summary>
internal sealed class WireStruct : OrderedDictionary<short, WireValue>
{
    /// <summary>The same fields with every text passed through <paramref name="change"/>.</summary>
    public WireStruct WithTexts(Func<byte[], byte[]> change)
    {
        var changed = new WireStruct();
        foreach (var (id, value) in this)
        {
            changed.Add(id, value.WithTexts(change));
        }

        return changed;
    }
}
