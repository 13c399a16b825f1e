using Metastore.Tests.Conformance;
using Xunit;

[assembly: AssemblyFixture(typeof(AcceptedDifferencesFixture))]

namespace Metastore.Tests.Conformance;

/// <summary>Holds the accepted differences during a test run, and fails the run for those that nothing needed.</summary>
public sealed class AcceptedDifferencesFixture : IDisposable
{
    internal AcceptedDifferences Accepted { get; }
        = AcceptedDifferences.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conformance", "AcceptedDifferences.json")));

    public void Dispose() => Assert.Empty(Accepted.Stale(Recordings.Names));
}
