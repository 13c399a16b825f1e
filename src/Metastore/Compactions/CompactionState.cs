namespace Metastore.Compactions;

/// <summary>What has become of a compaction: a letter, as Hive keeps it, and the words in which it is told.</summary>
internal static class CompactionState
{
    public const string Initiated = "i";
    public const string Working = "w";
    public const string ReadyForCleaning = "r";
    public const string Succeeded = "s";
    public const string Failed = "f";
    public const string DidNotInitiate = "a";
    public const string Refused = "c";
    public const string Aborted = "x";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [Initiated] = "initiated",
        [Working] = "working",
        [ReadyForCleaning] = "ready for cleaning",
        [Succeeded] = "succeeded",
        [Failed] = "failed",
        [DidNotInitiate] = "did not initiate",
        [Refused] = "refused",
        [Aborted] = "aborted",
    };

    public static string Describe(string state) => Words[state];

    /// <summary>The letter for a letter or for words; what is neither stays.</summary>
    public static string Parse(string text) => Words.FirstOrDefault(state => string.Equals(state.Value, text, StringComparison.OrdinalIgnoreCase)).Key ?? text;
}
