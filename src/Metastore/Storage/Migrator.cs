using System.Data.Common;
using System.Reflection;
using Metastore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Metastore.Storage;

/// <summary>Brings the schema up to date: the numbered files of <c>Migrations</c>, each once, in order. Several servers may start at once.</summary>
internal sealed partial class Migrator(Connections connections, Db db, TimeProvider time, ILogger<Migrator> logger)
{
    private const string Folder = "Metastore.Storage.Migrations.";

    /// <summary>All files, in order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..])
        .Order(StringComparer.Ordinal)];

    /// <summary>The statements of one file. Each may be run again: on CockroachDB, whose DDL takes part in no transaction, a file that broke off is.</summary>
    public static IReadOnlyList<string> Statements(string file)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + file)!);
        return reader.ReadToEnd().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The files that are still to be applied; changes nothing.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        try
        {
            return await MissingAsync(ct);
        }
        catch (DbException)
        {
            // The database is there, and empty.
            return Files;
        }
    }

    /// <summary>Whether nothing is missing, as far as that can be read.</summary>
    public async Task<bool> IsDoneAsync(CancellationToken ct)
    {
        try
        {
            return Missing(await db.ReadAsync(tx => MigrationStore.ListAsync(tx, ct), ct)).Count == 0;
        }
        catch (Exception error) when (error is MetaException or DbException)
        {
            return false;
        }
    }

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="System.InvalidOperationException">A newer release has migrated this database.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        if ((await PendingAsync(ct)).Count == 0)
        {
            return;
        }

        await CreateOwnTablesAsync(ct);
        var lease = new MigrationLease(db, time);
        await lease.TakeAsync(ct);
        try
        {
            // Another server may have been faster.
            var missing = await MissingAsync(ct);
            await (connections.Dialect.HasTransactionalDdl ? ApplyAtOnceAsync(missing, ct) : ApplyOneByOneAsync(missing, lease, ct));
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<List<string>> MissingAsync(CancellationToken ct) => Missing(await db.InTransactionAsync(tx => MigrationStore.ListAsync(tx, ct), ct));

    private static List<string> Missing(List<string> applied) => applied.Except(Files).FirstOrDefault() is { } newer
        ? throw new System.InvalidOperationException($"The database has been migrated by a newer release (step {newer} is unknown here); use that release or a newer one.")
        : [.. Files.Except(applied)];

    // Where two servers do this at once, PostgreSQL lets one of them fail although the text says IF NOT EXISTS.
    private async Task CreateOwnTablesAsync(CancellationToken ct)
    {
        foreach (var table in MigrationStore.Tables)
        {
            try
            {
                await RunAloneAsync(table, ct);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject)
            {
                // It exists now.
            }
        }
    }

    private async Task ApplyAtOnceAsync(List<string> files, CancellationToken ct)
    {
        await db.InTransactionAsync(
            async tx =>
            {
                foreach (var file in files)
                {
                    foreach (var statement in Statements(file))
                    {
                        await tx.ExecuteAsync(tx.Dialect.Ddl(statement), null, ct);
                    }

                    await MigrationStore.AddAsync(tx, file, ct);
                }
            },
            ct);
        files.ForEach(LogApplied);
    }

    private async Task ApplyOneByOneAsync(List<string> files, MigrationLease lease, CancellationToken ct)
    {
        foreach (var file in files)
        {
            await lease.TakeAsync(ct);
            foreach (var statement in Statements(file))
            {
                await RunAloneAsync(statement, ct);
            }

            await db.InTransactionAsync(tx => MigrationStore.AddAsync(tx, file, ct), ct);
            LogApplied(file);
        }
    }

    private Task RunAloneAsync(string statement, CancellationToken ct) => connections.ExecuteAloneAsync(connections.Dialect.Ddl(statement), ct);

    [LoggerMessage(EventId = EventIds.MigrationApplied, Level = LogLevel.Debug, Message = "Migration {File} applied")]
    private partial void LogApplied(string file);
}
