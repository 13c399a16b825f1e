using System.Globalization;
using Metastore.Tests.Tables;

namespace Metastore.Tests.Storage;

/// <summary>One of several clients that make, alter, rename and drop tables of the same few names, and what it was told.</summary>
internal sealed class HistoryClient(ThriftHiveMetastore.IAsync metastore, int number, Random random)
{
    private const int Names = 5;

    // Who a table is, whatever its name, and how often it was altered: what each change expects to be still so.
    private const string Tag = "tag";

    private int _made;

    /// <summary>Tables whose creation was acknowledged.</summary>
    public List<string> Created { get; } = [];

    /// <summary>A table for each of its changes that were acknowledged.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>Tables whose removal was acknowledged, with the changes they had had by then.</summary>
    public Dictionary<string, int> Dropped { get; } = [];

    /// <summary>How often it was told that nothing was changed.</summary>
    public int Refusals { get; private set; }

    /// <summary>Errors that are neither a refusal nor a conflict.</summary>
    public List<string> Surprises { get; } = [];

    public static (string Id, int Steps) TagOf(Table table)
    {
        var parts = table.Parameters![Tag].Split(':');
        return (parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public async Task RunAsync(Func<bool> goesOn)
    {
        while (goesOn())
        {
            try
            {
                await (random.Next(4) switch
                {
                    0 => CreateAsync(),
                    1 => DropAsync(),
                    2 => ChangeAsync(Name(), Name()),
                    _ => ChangeAsync(Name(), null),
                });
            }
            catch (Exception error) when (IsRefusal(error))
            {
                Refusals++;
            }
            catch (Exception error)
            {
                Surprises.Add($"client {number}: {error.GetType().Name} {Metastore.Rpc.CallJournal.TextOf(error)}");
            }
        }
    }

    private static bool IsRefusal(Exception error) => error is NoSuchObjectException or AlreadyExistsException or UnknownTableException or InvalidOperationException
        || (error is MetaException { Message: { } text } && (text.Contains("nothing was changed", StringComparison.Ordinal)
            || text.StartsWith("The metastore's database does not answer", StringComparison.Ordinal)
            || text.Contains("has been modified", StringComparison.Ordinal)));

    private string Name() => $"t{random.Next(Names)}";

    private async Task CreateAsync()
    {
        var id = $"c{number}n{++_made}";
        var table = Sample.External(Name(), $"file:/nowhere/{id}");
        table.Parameters![Tag] = $"{id}:0";
        await metastore.create_table(table);
        Created.Add(id);
    }

    // Out of the others' way first: then it is known what is dropped.
    private async Task DropAsync()
    {
        var trash = $"x{number}n{++_made}";
        await ChangeAsync(Name(), trash);
        var (id, steps) = TagOf(await UntilAnsweredAsync(() => metastore.get_table(Sample.Database, trash)));
        await UntilAnsweredAsync(async () =>
        {
            await metastore.drop_table(Sample.Database, trash, deleteData: false);
            return true;
        });
        Dropped.Add(id, steps);
    }

    // A table that moved out of the way is nobody else's: a refusal leaves it as it was, so that it can be asked again.
    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> action)
    {
        while (true)
        {
            try
            {
                return await action();
            }
            catch (MetaException error) when (IsRefusal(error))
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task ChangeAsync(string name, string? newName)
    {
        var table = await metastore.get_table(Sample.Database, name);
        var before = table.Parameters![Tag];
        var (id, steps) = TagOf(table);
        table.Parameters[Tag] = $"{id}:{steps + 1}";
        table.TableName = newName ?? name;
        var expected = new EnvironmentContext { Properties = new() { ["expected_parameter_key"] = Tag, ["expected_parameter_value"] = before } };
        await metastore.alter_table_with_environment_context(Sample.Database, name, table, expected);
        Steps.Add(id);
    }
}
