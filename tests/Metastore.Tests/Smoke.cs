using Xunit;

namespace Metastore.Tests;

public class Smoke
{
    [Fact]
    public void Works() => Assert.True(true);
}
