using System.Globalization;
using System.Text;

namespace Metastore.Tests.Conformance;

/// <summary>Values as a reader of a failed test wants to see them.</summary>
internal static class Excerpt
{
    private const int Length = 200;

    public static string Of(WireValue value)
    {
        var text = Whole(value);
        return text.Length <= Length ? text : text[..(Length - 3)] + "...";
    }

    /// <summary>The text, or nothing where the field is absent or something else.</summary>
    public static string Of(WireStruct fields, short id) => fields.TryGetValue(id, out var value) ? Of(value) : "";

    /// <summary>The value in full, however long: two values with the same text are the same.</summary>
    public static string Whole(WireValue value) => value.Content switch
    {
        byte[] text => Encoding.UTF8.GetString(text),
        bool flag => flag ? "true" : "false",
        WireStruct fields => "{" + string.Join(", ", fields.Select(field => $"{field.Key}: {Whole(field.Value)}")) + "}",
        WireList list => "[" + string.Join(", ", list.Items.Select(Whole)) + "]",
        WireMap map => "{" + string.Join(", ", map.Entries.Select(entry => $"{Whole(entry.Key)}={Whole(entry.Value)}")) + "}",
        var number => Convert.ToString(number, CultureInfo.InvariantCulture)!,
    };
}
