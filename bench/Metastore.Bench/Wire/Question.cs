namespace Metastore.Bench.Wire;

/// <summary>Something to be measured.</summary>
/// <param name="Name">As the report has it: Hive's method and how much it is asked for.</param>
/// <param name="Rounds">What a worker (numbered from 0, with its connection) does again and again. Reads may share theirs, writes may not.</param>
/// <param name="Alone">Whether it can't be asked on several connections at a time.</param>
internal sealed record Question(string Name, Func<int, WireConnection, IReadOnlyList<Round>> Rounds, bool Alone = false)
{
    /// <summary>A question whose calls are the same for all workers, begun at different places.</summary>
    public static Question OfReads(string name, params IEnumerable<Request> requests)
    {
        Round[] rounds = [.. requests.Select(request => new Round([request]))];
        return new(name, (worker, _) => [.. rounds[(worker % rounds.Length)..], .. rounds[..(worker % rounds.Length)]]);
    }
}
