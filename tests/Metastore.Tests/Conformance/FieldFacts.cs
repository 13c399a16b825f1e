using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Metastore.Tests.Conformance;

/// <summary>The IDL default of each field and the Hive releases that have it (thrift/defaults.tsv). Fields are written "Struct.field".</summary>
internal sealed class FieldFacts
{
    private const int StructColumn = 0;
    private const int FieldColumn = 3;
    private const int DefaultColumn = 6;
    private const int ReleasesColumn = 8;

    private static readonly string[] Releases = ["2.3", "3.1", "4.0", "4.1", "4.2"];

    private static readonly FrozenDictionary<string, string> EnumDefaults = new Dictionary<string, string>
    {
        ["PrincipalType.USER"] = "1",
        ["TxnType.DEFAULT"] = "0",
        ["DataOperationType.UNSET"] = "5",
    }.ToFrozenDictionary();

    private readonly Dictionary<string, (string Default, HashSet<string> Releases)> fields = [];

    public static FieldFacts Load(string path)
    {
        var facts = new FieldFacts();
        foreach (var cells in File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length > ReleasesColumn))
        {
            var marks = cells[ReleasesColumn].Split('/');
            var releases = Releases.Zip(marks).Where(pair => pair.Second != "-").Select(pair => pair.First).ToHashSet();
            var text = EnumDefaults.GetValueOrDefault(cells[DefaultColumn], cells[DefaultColumn]);
            facts.fields.TryAdd($"{cells[StructColumn]}.{cells[FieldColumn]}", (text, releases));
        }

        return facts;
    }

    /// <summary>Whether the field came later than <paramref name="release"/>, written "4.0".</summary>
    public bool IsNewer(string field, string release)
        => Releases.Contains(release) && fields.TryGetValue(field, out var facts) && facts.Releases.Count > 0 && !facts.Releases.Contains(release);

    /// <summary>Whether a reader sees the same with this value or without the field.</summary>
    public bool IsDefault(string field, WireValue value)
    {
        if (!fields.TryGetValue(field, out var facts) || facts.Default.Length == 0)
        {
            return false;
        }

        return value.Content switch
        {
            byte[] text => facts.Default.Trim('"') == Encoding.UTF8.GetString(text),
            bool flag => facts.Default == (flag ? "true" : "false"),
            IFormattable number => facts.Default == number.ToString(null, CultureInfo.InvariantCulture),
            _ => false,
        };
    }
}
