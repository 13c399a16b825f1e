using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class EncodedPartitionTests
{
    private static readonly Table Table = new() { CatName = "hive", DbName = "sales", TableName = "p" };

    [Fact]
    public void A_stored_partition_is_written_with_its_location_columns_and_names()
    {
        var given = SamplePartitions.Partition(Sample.Table("p"), ["a", "1"]);
        (given.CreateTime, given.WriteId, given.Sd!.Location) = (5, 7, "file:/elsewhere");

        var read = Reread(given, PartitionPayload.WriteColumns(given.Sd!.Cols!));

        (given.CatName, given.DbName, given.TableName) = (Table.CatName, Table.DbName, Table.TableName);
        Assert.Equal(ThriftBinary.Write(given), ThriftBinary.Write(read));
    }

    [Fact]
    public void A_partition_without_storage_descriptor_is_written_without()
    {
        var read = Reread(new() { Values = ["a"], CreateTime = 5 }, null);

        Assert.Null(read.Sd);
        Assert.Equal((5, "sales", "p"), (read.CreateTime, read.DbName, read.TableName));
    }

    private static Partition Reread(Partition given, byte[]? columns) =>
        ThriftBinary.Read<Partition>(ThriftBinary.Write(new EncodedPartition(PartitionRow.From(Table, "a", given, new()), Table, columns, PartitionPayload.WriteNames(Table))));
}
