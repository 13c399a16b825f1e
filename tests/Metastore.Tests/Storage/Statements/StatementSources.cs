using Metastore.Storage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Metastore.Tests.Storage.Statements;

/// <summary>
/// Reads every statement out of the source: the text of each call that sends one, with constants and the dialect's words put in and both sides
/// of a choice. A text that can't be read so is an error, so that none is passed over.
/// </summary>
internal static class StatementSources
{
    private static readonly string[] Senders = ["SingleOrDefaultAsync", "QueryAsync", "ReadAsync", "ExecuteAsync", "RenameAsync", "ExecuteManyAsync", "CreateCommand"];

    // These hand on what others wrote, speak to SQLite alone, or send migrations and placements, which are tested as such.
    private static readonly string[] Others = ["Tx.cs", "SqliteConnections.cs", "CachingSqliteConnection.cs", "Migrator.cs"];

    /// <summary>All statements for CockroachDB but those of migrations and placements.</summary>
    public static IReadOnlyList<Statement> All { get; } = [.. Files().SelectMany(InFile)];

    private static IEnumerable<string> Files()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Metastore.sln")))
        {
            directory = directory.Parent ?? throw new System.InvalidOperationException("The tests do not run inside the repository");
        }

        return Directory.EnumerateFiles(Path.Combine(directory.FullName, "src", "Metastore"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Others.Contains(Path.GetFileName(file)) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
    }

    private static IEnumerable<Statement> InFile(string file) =>
        from text in Texts(CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetRoot())
        from sql in Values(text)
        select new Statement(sql, $"{Path.GetFileName(file)}:{text.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");

    private static IEnumerable<ExpressionSyntax> Texts(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            var text = node switch
            {
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } call when Sends(called) => call.ArgumentList.Arguments.FirstOrDefault()?.Expression,
                BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var only] } created when IsCommand(created) => only.Expression,
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.Text: "CommandText" } } assignment => assignment.Right,
                _ => null,
            };
            if (text is not null)
            {
                yield return text;
            }
        }
    }

    // Db's own ReadAsync takes no text, nor do files and streams.
    private static bool Sends(MemberAccessExpressionSyntax called) => Senders.Contains(called.Name.Identifier.Text)
        && called.Expression.ToString() is "tx" or "_strong" or "_stale" or "_writer" or "source" or "connection";

    private static bool IsCommand(BaseObjectCreationExpressionSyntax created) =>
        created is ObjectCreationExpressionSyntax { Type: var type } ? type.ToString() == "NpgsqlBatchCommand"
        : created.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()?.ReturnType.ToString() == "NpgsqlBatchCommand";

    private static IEnumerable<string> Values(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax literal => [literal.Token.ValueText],
        ParenthesizedExpressionSyntax inner => Values(inner.Expression),
        ConditionalExpressionSyntax choice => [.. Values(choice.WhenTrue), .. Values(choice.WhenFalse)],
        InterpolatedStringExpressionSyntax parts => parts.Contents.Aggregate<InterpolatedStringContentSyntax, IEnumerable<string>>(
            [""], (starts, part) => [.. from start in starts from end in Values(part) select start + end]),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Dialect" } } word } call => [Word(word, call)],
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Dialect" }, Name.Identifier.Text: nameof(Dialect.ForUpdate) } => [Dialect.Cockroach.ForUpdate],
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Dialect" }, Name.Identifier.Text: nameof(Dialect.CommitOrder) } => [Dialect.Cockroach.CommitOrder],
        IdentifierNameSyntax name when Declared(name) is { } value => Values(value),
        _ => throw new System.InvalidOperationException($"{text.GetLocation().GetLineSpan()}: this statement can't be read out of the source: {text}"),
    };

    private static IEnumerable<string> Values(InterpolatedStringContentSyntax part) =>
        part is InterpolatedStringTextSyntax text ? [text.TextToken.ValueText] : Values(((InterpolationSyntax)part).Expression);

    private static string Word(MemberAccessExpressionSyntax word, InvocationExpressionSyntax call)
    {
        var parameters = call.ArgumentList.Arguments.Select(argument => ((LiteralExpressionSyntax)argument.Expression).Token.ValueText).ToArray();
        return word.Name.Identifier.Text switch
        {
            nameof(Dialect.AnyOf) => Dialect.Cockroach.AnyOf(parameters[0]),
            nameof(Dialect.FromEach) => Dialect.Cockroach.FromEach(parameters[0], parameters[1]),
            nameof(Dialect.IsEach) => Dialect.Cockroach.IsEach(parameters[0], parameters[1]),
            nameof(Dialect.OrderOfEach) => Dialect.Cockroach.OrderOfEach(parameters[0]),
            nameof(Dialect.Pairs) => Dialect.Cockroach.Pairs(parameters[0], parameters[1]),
            nameof(Dialect.Rows) => Dialect.Cockroach.Rows(parameters),
            nameof(Dialect.Given) => Dialect.Cockroach.Given(parameters),
            var other => throw new System.InvalidOperationException($"The dialect has no word {other}"),
        };
    }

    private static ExpressionSyntax? Declared(IdentifierNameSyntax name) => name.SyntaxTree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>()
        .SingleOrDefault(declared => declared.Identifier.Text == name.Identifier.Text)?.Initializer?.Value;
}
