using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Thrift.Protocol;

namespace Metastore.Server.Transfers;

/// <summary>Finds the first field in which an object differs from the one it was copied from. What the older one says nothing of may be anything.</summary>
internal static class StructDifference
{
    // A metastore's own numbers, and what it answers by its version rather than by what it keeps.
    private static readonly HashSet<string> OwnFields = new(StringComparer.Ordinal)
    {
        nameof(Table.Id), nameof(Table.WriteId), nameof(Table.TxnId), nameof(Table.AccessType), nameof(Table.ColStats), nameof(Table.IsStatsCompliant), nameof(Table.Privileges),
        nameof(Table.RequiredReadCapabilities), nameof(Table.RequiredWriteCapabilities), nameof(Table.Temporary),
    };

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>The field's path with both values; null if there is none.</summary>
    public static string? Find(TBase expected, TBase actual) => Struct(expected, actual, "");

    private static string? Struct(TBase expected, TBase actual, string path)
    {
        foreach (var property in Properties.GetOrAdd(expected.GetType(), Compared))
        {
            if (Value(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static PropertyInfo[] Compared(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !OwnFields.Contains(property.Name))];

    private static string? Value(object? expected, object? actual, string path) => (expected, actual) switch
    {
        (null or "" or ICollection { Count: 0 }, _) => null,
        (TBase one, TBase other) => Struct(one, other, path),
        (byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other) ? null : $"{path} differs",
        (IDictionary one, IDictionary other) => Map(one, other, path),
        (string or ValueType, _) => Equals(expected, actual) ? null : $"{path} is {actual ?? "not set"} instead of {expected}",
        (IEnumerable one, IEnumerable other) => List(Ordered(one), Ordered(other), path),
        _ => $"{path} is not set",
    };

    private static string? Map(IDictionary expected, IDictionary actual, string path)
    {
        foreach (DictionaryEntry entry in expected)
        {
            if (Value(entry.Value, actual[entry.Key], $"{path}[{entry.Key}]") is { } difference)
            {
                return difference;
            }
        }

        return actual.Count > expected.Count ? $"{path} has {actual.Count} entries instead of {expected.Count}" : null;
    }

    // Sets come in any order.
    private static List<object?> Ordered(IEnumerable values) => values is IList ? [.. values.Cast<object?>()] : [.. values.Cast<object?>().OrderBy(value => value?.ToString(), StringComparer.Ordinal)];

    private static string? List(List<object?> expected, List<object?> actual, string path)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            var difference = i < actual.Count ? Value(expected[i], actual[i], $"{path}[{i}]") : $"{path}[{i}] is not there";
            if (difference is not null)
            {
                return difference;
            }
        }

        return actual.Count > expected.Count ? $"{path} has {actual.Count} elements instead of {expected.Count}" : null;
    }
}
