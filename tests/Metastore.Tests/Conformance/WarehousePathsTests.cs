using System.Text;
using Xunit;

namespace Metastore.Tests.Conformance;

public sealed class WarehousePathsTests
{
    private readonly WarehousePaths paths = new("file:/warehouse/w", "file:/tmp/über/w2");

    [Theory]
    [InlineData("file:/warehouse/w/d.db/t", "file:/tmp/über/w2/d.db/t")]
    [InlineData("no path /warehouse/w, but an ü and /warehouse/w again", "no path /tmp/über/w2, but an ü and /tmp/über/w2 again")]
    [InlineData("s3://warehouse", "s3://warehouse")]
    public void Recorded_directory_is_replaced_wherever_it_stands_and_back(string recorded, string actual)
    {
        Assert.Equal(actual, Encoding.UTF8.GetString(paths.There(Encoding.UTF8.GetBytes(recorded))));
        Assert.Equal(actual, paths.There(recorded));
        Assert.Equal(recorded, Encoding.UTF8.GetString(paths.Back(Encoding.UTF8.GetBytes(actual))));
    }

    [Fact]
    public void Bytes_that_are_not_text_survive()
        => Assert.Equal([0xFF, 0xFE, .. "/tmp/über/w2"u8], paths.There([0xFF, 0xFE, .. "/warehouse/w"u8]));
}
