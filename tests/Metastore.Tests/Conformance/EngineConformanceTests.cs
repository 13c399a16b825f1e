using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Conformance;

/// <summary>Engines, table formats and calls by hand.</summary>
public sealed class EngineConformanceTests : ConformanceTests
{
    public static IEnumerable<TheoryDataRow<Store, string, string>> Recorded => Rows(Recordings.Engines);

    [Theory]
    [MemberData(nameof(Recorded))]
    public Task Server_answers_as_Hive_did(Store store, string name, string path) => ReplayAsync(store, name, path);
}
