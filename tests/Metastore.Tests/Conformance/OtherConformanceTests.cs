using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Conformance;

/// <summary>Recordings from outside the repository, below the directory in METASTORE_RECORDINGS.</summary>
public sealed class OtherConformanceTests : ConformanceTests
{
    public static IEnumerable<TheoryDataRow<Store, string, string>> Recorded => Rows(Recordings.Others);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Recorded))]
    public Task Server_answers_as_Hive_did(Store store, string name, string path) => ReplayAsync(store, name, path);
}
