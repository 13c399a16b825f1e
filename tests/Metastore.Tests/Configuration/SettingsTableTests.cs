using System.Text.RegularExpressions;
using Metastore.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Metastore.Tests.Configuration;

/// <summary>The README's table of settings against the options in the code.</summary>
public sealed partial class SettingsTableTests
{
    [Fact]
    public async Task The_table_names_every_setting_and_no_other_with_its_default()
    {
        await using var app = MetastoreServer.BuildQuiet([]);
        var inCode = app.Services.GetServices<SectionSettings>().SelectMany(section => section.Defaults()).ToDictionary(setting => setting.Name, setting => Plain(setting.Value));
        var inTable = Table(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "README.md"), TestContext.Current.CancellationToken));

        Assert.Equal(inCode.Keys.Order(StringComparer.Ordinal), inTable.Keys.Order(StringComparer.Ordinal));
        Assert.All(inTable.Where(setting => setting.Value is not null), setting => Assert.Equal((setting.Key, inCode[setting.Key]), (setting.Key, Plain(setting.Value!))));
    }

    // Rows with several names have as many defaults; a default in words is none.
    private static Dictionary<string, string?> Table(string text) => new(
        from row in Row().Matches(text)
        let names = Code().Matches(row.Groups["names"].Value)
        let defaults = Code().Matches(row.Groups["default"].Value)
        from i in Enumerable.Range(0, names.Count)
        let name = names[i].Groups[1].Value
        select KeyValuePair.Create(
            name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name,
            defaults.Count == names.Count ? defaults[i].Groups[1].Value : row.Groups["default"].Value == "none" ? "" : null));

    // 00:00:00.5 and 00:00:00.5000000 are the same.
    private static string Plain(string value) => value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(value, out var time) ? time.ToString() : value;

    [GeneratedRegex(@"^\| (?<names>`[A-Z]\w+:\w.*?) \| (?<default>.*?) \|.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Code();
}
