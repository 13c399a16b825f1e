using System.CommandLine;
using System.Globalization;
using Metastore.Catalogs;
using Metastore.Storage;

namespace Metastore.Server.Commands;

/// <summary><c>describe</c>: tells what a server with these settings would be: its release, its store, its settings. Changes nothing.</summary>
internal static class DescribeCommand
{
    public static Command Create()
    {
        var command = new Command("describe", "Shows the release, the store and every setting with its value.");
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = MetastoreServer.BuildQuiet([.. parsed.UnmatchedTokens]);
            Output.Table(["what", "value"], [.. await StoreAsync(app.Services, ct), .. Settings(app.Services)]);
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string[]>> StoreAsync(IServiceProvider services, CancellationToken ct)
    {
        var connections = services.GetRequiredService<Connections>();
        await connections.RecogniseAsync(ct);
        var pending = await services.GetRequiredService<Migrator>().PendingAsync(ct);
        List<string[]> facts =
        [
            ["release", ProgramVersion.Text],
            ["store", connections.Location],
            ["schema", pending.Count == 0 ? "up to date" : $"lacks {string.Join(", ", pending)}"],
        ];
        if (pending.Count == 0)
        {
            var size = await services.GetRequiredService<Db>().ReadAsync(tx => CatalogStore.CountAsync(tx, ct), ct);
            facts.AddRange([Fact("databases", size.Databases), Fact("tables", size.Tables), Fact("partitions", size.Partitions)]);
        }

        return facts;
    }

    private static string[] Fact(string name, long count) => [name, count.ToString(CultureInfo.InvariantCulture)];

    private static IEnumerable<string[]> Settings(IServiceProvider services) =>
        from section in services.GetServices<SectionSettings>()
        from setting in section.Values(services)
        select (string[])[setting.Name, setting.IsSecret && setting.Value.Length > 0 ? "(secret)" : setting.Value];
}
