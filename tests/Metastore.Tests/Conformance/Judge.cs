namespace Metastore.Tests.Conformance;

/// <summary>Judges a server's answer by the recorded one: the same kind of answer, and the same in every field but those that rules.json lets differ.</summary>
internal sealed class Judge(Specification specification, string release)
{
    private const short ResultField = 0;
    private const short ErrorText = 1;
    private const short ErrorType = 2;

    private readonly Comparison comparison = new(specification, release);

    /// <summary>Every difference that counts, in the order of the fields. Differences inside an exception are all of kind <see cref="DifferenceKind.Text"/>.</summary>
    /// <param name="method">The method called.</param>
    /// <param name="want">The recorded reply.</param>
    /// <param name="got">The server's, with the recorded paths.</param>
    /// <param name="sequenceId">The call's.</param>
    public List<Difference> Differences(string method, WireMessage want, WireMessage got, int sequenceId)
    {
        var found = new List<Difference>();
        if (got.Name != want.Name)
        {
            Add(found, "reply", $"is named {got.Name}");
        }

        if (got.SequenceId != sequenceId)
        {
            Add(found, "sequence id", $"{sequenceId} became {got.SequenceId}");
        }

        if (want.Type != got.Type)
        {
            Add(found, "message type", $"{want.Type} became {got.Type}: {ErrorOf(want)} -> {ErrorOf(got)}");
        }
        else if (want.Type == WireMessageType.Exception)
        {
            CompareErrors(want.Body, got.Body, found);
        }
        else if (!want.Body.Keys.ToHashSet().SetEquals(got.Body.Keys))
        {
            Add(found, "answer", $"{Outcome(method, want.Body)} became {Outcome(method, got.Body)}");
        }
        else if (!specification.Rules.VolatileResults.Contains(method))
        {
            CompareAnswers(method, want.Body, got.Body, found);
        }

        return found;
    }

    private static void Add(List<Difference> found, string path, string what) => found.Add(new Difference(DifferenceKind.Value, path, what));

    private static void CompareErrors(WireStruct want, WireStruct got, List<Difference> found)
    {
        if (!Same(want, got, ErrorType))
        {
            Add(found, "TApplicationException type", $"{Excerpt.Of(want, ErrorType)} became {Excerpt.Of(got, ErrorType)}");
        }

        if (!Same(want, got, ErrorText))
        {
            found.Add(new Difference(DifferenceKind.Text, "TApplicationException", $"{Excerpt.Of(want, ErrorText)} became {Excerpt.Of(got, ErrorText)}"));
        }
    }

    private static bool Same(WireStruct want, WireStruct got, short id)
    {
        var (wanted, given) = (want.TryGetValue(id, out var a), got.TryGetValue(id, out var b));
        return wanted == given && (!wanted || (a.Type == b.Type && (a.Content is byte[] text ? text.AsSpan().SequenceEqual((byte[])b.Content) : a.Content.Equals(b.Content))));
    }

    private void CompareAnswers(string method, WireStruct want, WireStruct got, List<Difference> found)
    {
        var declared = specification.Idl.Method(method);
        foreach (var (id, wanted) in want)
        {
            var inner = new List<Difference>();
            if (id == ResultField)
            {
                comparison.Compare(wanted, got[id], declared.Returns, "", inner);
                found.AddRange(inner.Where(difference => difference.Kind != DifferenceKind.Order || !specification.Rules.UnorderedResults.Contains(method)));
            }
            else
            {
                var exception = ExceptionType(declared, id);
                comparison.Compare(wanted, got[id], exception, exception.Name, inner);
                found.AddRange(inner.Select(difference => difference with { Kind = DifferenceKind.Text }));
            }
        }
    }

    private static IdlType ExceptionType(IdlMethod method, short id)
        => method.Throws.TryGetValue(id, out var exception) ? exception.Type : new IdlType($"exception #{id}", []);

    private static string ErrorOf(WireMessage message)
        => message.Body.ContainsKey(ErrorText) ? Excerpt.Of(message.Body, ErrorText) : Excerpt.Of(message.Body, ResultField);

    private string Outcome(string method, WireStruct answer)
    {
        if (answer.Count == 0)
        {
            return "void";
        }

        var (id, value) = answer.GetAt(0);
        var text = value.Content is WireStruct exception && id != ResultField ? Excerpt.Of(exception, ErrorText) : Excerpt.Of(value);
        return $"{(id == ResultField ? "a result" : ExceptionType(specification.Idl.Method(method), id).Name)} ({text})";
    }
}
