using System.Globalization;
using System.Text.RegularExpressions;

namespace Metastore.Tests.Conformance;

/// <summary>Reads the structs and services of one IDL file; enums and constants have no part in naming what is on the wire.</summary>
internal sealed partial class IdlParser(string text)
{
    private readonly List<string> tokens = [.. TokenPattern().Matches(text).Where(match => !match.Groups["comment"].Success).Select(match => match.Value)];
    private int position;

    private string Current => position < tokens.Count ? tokens[position] : "";

    public void AddTo(Dictionary<string, IReadOnlyDictionary<short, IdlField>> structs, Dictionary<string, IdlMethod> methods)
    {
        while (position < tokens.Count)
        {
            switch (Next())
            {
                case "struct" or "union" or "exception":
                    structs.Add(Next(), Fields("{", "}"));
                    break;
                case "service":
                    Service(methods);
                    break;
                default:
                    break;
            }
        }
    }

    private void Service(Dictionary<string, IdlMethod> methods)
    {
        while (Next() != "{")
        {
        }

        while (!Skip("}"))
        {
            Skip("oneway");
            var returns = Type();
            var name = Next();
            Fields("(", ")");
            methods.Add(name, new IdlMethod(returns, Skip("throws") ? Fields("(", ")") : new Dictionary<short, IdlField>()));
            SkipSeparator();
        }
    }

    private Dictionary<short, IdlField> Fields(string open, string close)
    {
        Expect(open);
        var fields = new Dictionary<short, IdlField>();
        while (!Skip(close))
        {
            var id = short.Parse(Next(), CultureInfo.InvariantCulture);
            Expect(":");
            _ = Skip("required") || Skip("optional");
            var type = Type();
            fields.Add(id, new IdlField(Next(), type));
            if (Skip("="))
            {
                Next();
            }

            SkipSeparator();
        }

        return fields;
    }

    private IdlType Type()
    {
        var name = Next();
        var arguments = new List<IdlType>();
        if (Skip("<"))
        {
            do
            {
                arguments.Add(Type());
            }
            while (Skip(","));
            Expect(">");
        }

        return new IdlType(name[(name.LastIndexOf('.') + 1)..], arguments);
    }

    private void SkipSeparator() => _ = Skip(",") || Skip(";");

    private bool Skip(string token)
    {
        var found = Current == token;
        position += found ? 1 : 0;
        return found;
    }

    private void Expect(string token)
    {
        if (!Skip(token))
        {
            throw new InvalidDataException($"IDL: '{token}' expected, '{Current}' found");
        }
    }

    private string Next() => position < tokens.Count ? tokens[position++] : throw new InvalidDataException("IDL ends too early");

    [GeneratedRegex("""(?<comment>//[^\n]*|\#[^\n]*|/\*.*?\*/)|"[^"]*"|'[^']*'|[\w.+-]+|\S""", RegexOptions.Singleline)]
    private static partial Regex TokenPattern();
}
