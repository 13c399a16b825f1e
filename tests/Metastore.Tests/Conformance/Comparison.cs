namespace Metastore.Tests.Conformance;

/// <summary>Compares a recorded value with a server's, field by field.</summary>
internal sealed class Comparison(Specification specification, string release)
{
    /// <summary>Longer lists are compared in their order only: looking for every item's partner is quadratic.</summary>
    private const int LongestToMatch = 300;
    private const int ItemsShown = 12;

    /// <summary>Adds every difference between the two values to <paramref name="found"/>.</summary>
    public void Compare(WireValue want, WireValue got, IdlType type, string path, List<Difference> found)
    {
        if (want.Type != got.Type)
        {
            found.Add(Value(path, $"wire type {want.Type} became {got.Type}"));
            return;
        }

        switch (want.Content, got.Content)
        {
            case (WireStruct a, WireStruct b):
                CompareStructs(a, b, type, path, found);
                break;
            case (WireList a, WireList b):
                CompareLists(want, got, a, b, type, path, found);
                break;
            case (WireMap a, WireMap b):
                CompareMaps(a, b, type, path, found);
                break;
            case (byte[] a, byte[] b) when a.AsSpan().SequenceEqual(b):
                break;
            case var (a, b) when !a.Equals(b):
                found.Add(Value(path, $"{Excerpt.Of(want)} became {Excerpt.Of(got)}"));
                break;
            default:
                break;
        }
    }

    private static Difference Value(string path, string what) => new(DifferenceKind.Value, path, what);

    private void CompareStructs(WireStruct want, WireStruct got, IdlType type, string path, List<Difference> found)
    {
        var fields = specification.Idl.Fields(type.Name);
        foreach (var id in want.Keys.Union(got.Keys).Order())
        {
            var field = fields.GetValueOrDefault(id, new IdlField($"#{id}", IdlType.Unknown));
            var name = $"{type.Name}.{field.Name}";
            var here = $"{path}.{field.Name}";
            var (wanted, given) = (want.TryGetValue(id, out var a), got.TryGetValue(id, out var b));
            if (wanted && given)
            {
                if (!specification.Rules.VolatileFields.Contains(name))
                {
                    Compare(a, b, field.Type, here, found);
                }
            }
            else if (wanted && !MayBeAbsent(name, a))
            {
                found.Add(Value(here, $"missing (was {Excerpt.Of(a)})"));
            }
            else if (given && !MayBeAbsent(name, b) && !specification.Facts.IsNewer(name, release))
            {
                found.Add(Value(here, $"extra ({Excerpt.Of(b)})"));
            }
        }
    }

    private bool MayBeAbsent(string name, WireValue value)
        => specification.Rules.VolatileFields.Contains(name) || specification.Rules.FreePresence.Contains(name) || specification.Facts.IsDefault(name, value);

    private void CompareLists(WireValue wanted, WireValue given, WireList want, WireList got, IdlType type, string path, List<Difference> found)
    {
        if (want.Items.Count != got.Items.Count)
        {
            found.Add(Value(path, $"{want.Items.Count} items became {got.Items.Count}: {Head(wanted, want)} -> {Head(given, got)}"));
            return;
        }

        if (want.Items.Count > 0 && want.Element != got.Element)
        {
            found.Add(Value(path, $"element type {want.Element} became {got.Element}"));
            return;
        }

        var inOrder = new List<Difference>();
        for (var i = 0; i < want.Items.Count; i++)
        {
            Compare(want.Items[i], got.Items[i], type.Item, $"{path}[{i}]", inOrder);
        }

        if (inOrder.Count == 0 || !SameInAnyOrder(want, got, type.Item))
        {
            found.AddRange(inOrder);
        }
        else if (wanted.Type == WireType.List)
        {
            found.Add(new Difference(DifferenceKind.Order, path, "same items in another order"));
        }
    }

    private bool SameInAnyOrder(WireList want, WireList got, IdlType item)
    {
        if (want.Items.Count > LongestToMatch)
        {
            return false;
        }

        var rest = got.Items.ToList();
        foreach (var wanted in want.Items)
        {
            var match = rest.FindIndex(candidate => Agree(wanted, candidate, item));
            if (match < 0)
            {
                return false;
            }

            rest.RemoveAt(match);
        }

        return true;
    }

    private bool Agree(WireValue want, WireValue got, IdlType type)
    {
        var found = new List<Difference>();
        Compare(want, got, type, "", found);
        return found.Count == 0;
    }

    private void CompareMaps(WireMap want, WireMap got, IdlType type, string path, List<Difference> found)
    {
        var (wanted, given) = (ByKey(want), ByKey(got));
        foreach (var key in wanted.Keys.Union(given.Keys).Order(StringComparer.Ordinal).Where(key => !specification.Rules.VolatileParameterKeys.Contains(key)))
        {
            var here = $"{path}[{key}]";
            if (!given.TryGetValue(key, out var b))
            {
                found.Add(Value(here, $"missing (was {Excerpt.Of(wanted[key])})"));
            }
            else if (!wanted.TryGetValue(key, out var a))
            {
                found.Add(Value(here, $"extra ({Excerpt.Of(b)})"));
            }
            else
            {
                Compare(a, b, type.Item, here, found);
            }
        }
    }

    private static Dictionary<string, WireValue> ByKey(WireMap map)
    {
        var values = new Dictionary<string, WireValue>();
        foreach (var (key, value) in map.Entries)
        {
            values[Excerpt.Whole(key)] = value;
        }

        return values;
    }

    private static string Head(WireValue value, WireList list)
        => Excerpt.Of(value with { Content = list with { Items = [.. list.Items.Take(ItemsShown)] } });
}
