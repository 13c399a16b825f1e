using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Metastore.Tests.Support;

/// <summary>Runs a theory on each database: the first argument is the <see cref="Store"/>, those given here follow.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryStoreAttribute(params object?[] data) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
        => new([.. Enum.GetValues<Store>().Select(store => new TheoryDataRow([store, .. data]) { Skip = TestDatabase.WhyMissing(store) })]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
