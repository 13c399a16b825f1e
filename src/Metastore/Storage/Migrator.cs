using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Metastore.Storage;

/// <summary>Brings the schema up to date: the numbered files of <c>Migrations</c>, each once, in order.</summary>
internal sealed partial class Migrator(Db db, ILogger<Migrator> logger)
{
    private const string Folder = "Metastore.Storage.Migrations.";

    public async Task MigrateAsync(CancellationToken ct)
    {
        var applied = await db.InTransactionAsync(
            async tx =>
            {
                await MigrationStore.CreateAsync(tx, ct);
                return await MigrationStore.ListAsync(tx, ct);
            },
            ct);
        var known = Files();
        if (applied.Except(known).FirstOrDefault() is { } newer)
        {
            throw new System.InvalidOperationException($"The database has been migrated by a newer release (step {newer} is unknown here); use that release or a newer one.");
        }

        foreach (var file in known.Except(applied))
        {
            await ApplyAsync(file, ct);
        }
    }

    private Task ApplyAsync(string file, CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            // Another server may have been faster.
            if ((await MigrationStore.ListAsync(tx, ct)).Contains(file))
            {
                return;
            }

            foreach (var statement in Statements(file))
            {
                await tx.ExecuteAsync(tx.Dialect.Ddl(statement), null, ct);
            }

            await MigrationStore.AddAsync(tx, file, ct);
            LogApplied(file);
        },
        ct);

    private static List<string> Files() => [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..])
        .Order(StringComparer.Ordinal)];

    private static string[] Statements(string file)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + file)!);
        return reader.ReadToEnd().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Debug, Message = "Migration {File} applied")]
    private partial void LogApplied(string file);
}
