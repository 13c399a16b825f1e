using Metastore.Tables;

namespace Metastore.Partitions;

/// <summary>Which partitions are exchanged: those with the values of the keys; a key without a value, or with an empty one, is any.</summary>
internal sealed class ExchangeSpec(Dictionary<string, string> spec, List<FieldSchema> keys)
{
    private readonly List<FieldSchema> _given = keys.FindAll(key => ValueOf(spec, key).Length > 0);

    /// <summary>The partitions that have these values.</summary>
    public PartialSpec Partitions => PartialSpec.Parse(keys, keys.ConvertAll(key => ValueOf(spec, key)));

    /// <exception cref="MetaException">No key has a value, or one has a value where one before it has none: their files are in no one directory.</exception>
    public void RequireDirectory()
    {
        var name = PartitionName.Make(_given, _given.ConvertAll(key => ValueOf(spec, key)));
        if (!_given.SequenceEqual(keys.Take(_given.Count)))
        {
            throw Errors.Meta($"The partitions of {name} do not lie in one directory");
        }
    }

    /// <summary>The spec in the text that Java gives a map.</summary>
    public override string ToString() => $"{{{string.Join(", ", JavaHashOrder.Of([.. spec.Keys]).Select(key => $"{key}={spec[key]}"))}}}";

    private static string ValueOf(Dictionary<string, string> spec, FieldSchema key) => spec.GetValueOrDefault(key.Name!) ?? "";
}
