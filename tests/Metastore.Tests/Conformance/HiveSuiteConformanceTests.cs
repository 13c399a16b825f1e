using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Conformance;

/// <summary>Hive's own client tests.</summary>
public sealed class HiveSuiteConformanceTests : ConformanceTests
{
    public static IEnumerable<TheoryDataRow<Store, string, string>> Recorded => Rows(Recordings.HiveSuite);

    [Theory]
    [MemberData(nameof(Recorded))]
    public Task Server_answers_as_Hive_did(Store store, string name, string path) => ReplayAsync(store, name, path);
}
