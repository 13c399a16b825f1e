using Polly.CircuitBreaker;

namespace Metastore.Storage;

/// <summary>What a client is told when the database is away. Every text says what still works.</summary>
internal static class StorageErrors
{
    private const string NoAnswerMark = "metastore.no_answer";

    public static MetaException NoAnswer(Exception reason)
    {
        var error = Errors.Meta($"The metastore's database does not answer: {TextOf(reason)}");
        error.Data[NoAnswerMark] = true;
        return error;
    }

    /// <summary>Whether an error is <see cref="NoAnswer"/>.</summary>
    public static bool IsNoAnswer(Exception error) => error.Data.Contains(NoAnswerMark);

    public static MetaException NoWriter(Exception reason) =>
        Errors.Meta($"The metastore takes no writes now, nothing was changed; reads go on. The database that writes can't be reached: {TextOf(reason)}");

    public static MetaException Unknown(CommitToken token, Exception reason) =>
        Errors.Meta($"The database was lost while it committed, and whether this write was kept can't be learnt yet (write {token.Id}): {reason.Message}");

    // A circuit breaker's own text says nothing of the database.
    private static string TextOf(Exception reason) => reason is BrokenCircuitException { InnerException: { } cause } ? cause.Message : reason.Message;
}
