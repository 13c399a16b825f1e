using Polly.CircuitBreaker;

namespace Metastore.Storage;

/// <summary>What a client is told when the database is away. Every text says what still works.</summary>
internal static class StorageErrors
{
    private const string NoAnswerMark = "metastore.no_answer";
    private const string NotWrittenMark = "metastore.not_written";

    public static MetaException NoAnswer(Exception reason) => Marked(NoAnswerMark, $"The metastore's database does not answer: {TextOf(reason)}");

    /// <summary>Whether an error is <see cref="NoAnswer"/>.</summary>
    public static bool IsNoAnswer(Exception error) => error.Data.Contains(NoAnswerMark);

    /// <summary>Whether an error is <see cref="NoWriter"/>, <see cref="Contended"/> or <see cref="Unknown"/>: nothing that the write itself has found.</summary>
    public static bool IsOfWriter(Exception error) => error.Data.Contains(NotWrittenMark);

    public static MetaException NoWriter(Exception reason) =>
        Marked(NotWrittenMark, $"The metastore takes no writes now, nothing was changed; reads go on. The database that writes can't be reached: {TextOf(reason)}");

    public static MetaException Contended(Exception reason) =>
        Marked(NotWrittenMark, $"Nothing was changed: other writes to the same objects came first, again and again; try again later ({reason.Message})");

    public static MetaException Unknown(CommitToken token, Exception reason) =>
        Marked(NotWrittenMark, $"The database was lost while it committed, and whether this write was kept can't be learnt yet (write {token.Id}): {reason.Message}");

    private static MetaException Marked(string mark, string text)
    {
        var error = Errors.Meta(text);
        error.Data[mark] = true;
        return error;
    }

    // A circuit breaker's own text says nothing of the database.
    private static string TextOf(Exception reason) => reason is BrokenCircuitException { InnerException: { } cause } ? cause.Message : reason.Message;
}
