using Metastore.Rpc;
using Thrift.Protocol;
using Xunit;

namespace Metastore.Tests.Rpc;

public sealed class ThriftBinaryTests
{
    [Fact]
    public void What_was_written_is_read_again_on_any_thread()
    {
        Parallel.For(0, 2000, number =>
        {
            var written = ThriftBinary.Write(Partition(number));
            var read = ThriftBinary.Read<Partition>(written);

            Assert.Equal([$"{number}", "größe"], read.Values);
            Assert.Equal(number, read.CreateTime);
            Assert.Equal($"s3://b/{number}", read.Sd!.Location);
            Assert.Equal(written, ThriftBinary.Write(read));
        });
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_leave_nothing_behind()
    {
        var whole = ThriftBinary.Write(Partition(1));
        byte[] deep = [.. Calls.Repeat(Calls.Field(Calls.Struct, 99), 100_000)];

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<TProtocolException>(() => ThriftBinary.Read<Partition>(whole[..length]));
        }

        Assert.Throws<TProtocolException>(() => ThriftBinary.Read<Partition>(deep));
        Assert.Throws<TProtocolException>(() => ThriftBinary.Read<Partition>([.. Calls.Field(Calls.List, 1), Calls.Text, .. Calls.Number(int.MaxValue)]));
        Assert.Equal("s3://b/1", ThriftBinary.Read<Partition>(whole).Sd!.Location);
    }

    private static Partition Partition(int number) => new()
    {
        Values = [$"{number}", "größe"],
        CreateTime = number,
        Parameters = new() { ["numRows"] = "17" },
        Sd = new() { Location = $"s3://b/{number}", Cols = [new() { Name = "a", Type = "int" }], SerdeInfo = new() { Parameters = [] } },
    };
}
