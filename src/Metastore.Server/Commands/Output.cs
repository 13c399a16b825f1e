using Spectre.Console;

namespace Metastore.Server.Commands;

/// <summary>Tables on standard output: drawn for people, lines with tabs for programs.</summary>
internal static class Output
{
    /// <summary>Whether a person looks at it.</summary>
    public static bool IsForPeople => !Console.IsOutputRedirected;

    /// <summary>Writes a table; nothing but its head if there are no rows.</summary>
    public static void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (IsForPeople)
        {
            Draw(columns, rows);
            return;
        }

        foreach (var row in rows)
        {
            Console.Out.WriteLine(string.Join('\t', row));
        }
    }

    private static void Draw(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Spectre.Console.Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(Markup.Escape(column));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }
}
