using System.Text.Json;
using System.Text.Json.Serialization;

namespace Metastore.Tests.Conformance;

/// <summary>The differences from Hive that are meant, or not built yet. An entry that no difference needs any more must go.</summary>
internal sealed class AcceptedDifferences
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly HashSet<AcceptedDifference> used = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> replayed = [];

    /// <summary>Differences in the answer itself.</summary>
    public required IReadOnlyList<AcceptedDifference> Answers { get; init; }

    /// <summary>Differences in exceptions' texts.</summary>
    public required IReadOnlyList<AcceptedDifference> Texts { get; init; }

    public static AcceptedDifferences Parse(string json) => JsonSerializer.Deserialize<AcceptedDifferences>(json, Json)!;

    /// <summary>The results without what is accepted; what did the accepting is remembered.</summary>
    public IReadOnlyList<CallResult> Remaining(string recording, IReadOnlyList<CallResult> results)
    {
        lock (used)
        {
            replayed.Add(recording);
            return
            [
                .. results.Select(result => result with
                {
                    Differences = Remaining(Answers, recording, result.Call, result.Differences),
                    TextDifferences = Remaining(Texts, recording, result.Call, result.TextDifferences),
                }),
            ];
        }
    }

    /// <summary>Entries that nothing needed although every known recording they name was replayed.</summary>
    public IReadOnlyList<AcceptedDifference> Stale(IEnumerable<string> known)
    {
        lock (used)
        {
            var missed = known.Except(replayed).ToList();
            return replayed.Count == 0 ? [] : [.. Answers.Concat(Texts).Where(entry => !used.Contains(entry) && !missed.Any(entry.MatchesRecording))];
        }
    }

    private List<Difference> Remaining(IReadOnlyList<AcceptedDifference> entries, string recording, RecordedCall call, IReadOnlyList<Difference> differences)
    {
        var remaining = new List<Difference>();
        foreach (var difference in differences)
        {
            var matching = entries.Where(entry => entry.Matches(recording, call, difference)).ToList();
            used.UnionWith(matching);
            if (matching.Count == 0)
            {
                remaining.Add(difference);
            }
        }

        return remaining;
    }
}
