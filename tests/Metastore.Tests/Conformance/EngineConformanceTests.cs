using Xunit;

namespace Metastore.Tests.Conformance;

/// <summary>Engines, table formats and calls by hand.</summary>
public sealed class EngineConformanceTests : ConformanceTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Recorded => Rows(Recordings.Engines);

    [Theory]
    [MemberData(nameof(Recorded))]
    public Task Server_answers_as_Hive_did(string name, string path) => ReplayAsync(name, path);
}
