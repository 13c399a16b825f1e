using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Metastore.Rpc.Audits;

/// <summary>Picks the names of objects and people out of a call's arguments, however its request nests them.</summary>
internal static class AuditedNames
{
    private const int Deepest = 5;
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Writes the names as properties, each kind once. A list shows its first element and how many there are.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> parameters, object?[] arguments)
    {
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < parameters.Count; i++)
        {
            WriteValue(json, parameters[i], arguments[i], written, Deepest);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value, HashSet<string> written, int depth)
    {
        if (value is string text)
        {
            if (written.Add(name))
            {
                json.WriteString(name, text);
            }
        }
        else if (value is IList list && depth > 0 && list.Count > 0)
        {
            if (list.Count > 1 && written.Add(name + "Count"))
            {
                json.WriteNumber(name + "Count", list.Count);
            }

            WriteValue(json, name, list[0], written, depth - 1);
        }
        else if (value is not null && depth > 0 && value.GetType().Namespace == typeof(Table).Namespace && value is not (StorageDescriptor or FieldSchema) && !value.GetType().IsEnum)
        {
            WriteStruct(json, value, written, depth);
        }
    }

    private static void WriteStruct(Utf8JsonWriter json, object value, HashSet<string> written, int depth)
    {
        foreach (var property in Properties.GetOrAdd(value.GetType(), Relevant))
        {
            WriteValue(json, JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetValue(value), written, depth - 1);
        }
    }

    // Texts that are names or the values of a partition, and what may hold such texts.
    private static PropertyInfo[] Relevant(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property =>
        property.PropertyType == typeof(string)
            ? property.Name.EndsWith("name", StringComparison.OrdinalIgnoreCase)
            : property.PropertyType.IsAssignableTo(typeof(IList)) || property.PropertyType.Namespace == typeof(Table).Namespace)];
}
