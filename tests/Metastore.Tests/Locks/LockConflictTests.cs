using Metastore.Locks;
using Xunit;

namespace Metastore.Tests.Locks;

public sealed class LockConflictTests
{
    [Theory]
    [InlineData(LockType.SHARED_READ, "EXCLUSIVE")]
    [InlineData(LockType.SHARED_WRITE, "EXCL_WRITE EXCLUSIVE")]
    [InlineData(LockType.EXCL_WRITE, "SHARED_WRITE EXCL_WRITE EXCLUSIVE")]
    [InlineData(LockType.EXCLUSIVE, "SHARED_READ SHARED_WRITE EXCL_WRITE EXCLUSIVE")]
    public void A_lock_of_a_table_waits_for_these_kinds(LockType requested, string expected)
    {
        var kinds = Enum.GetValues<LockType>().Where(held => Waits(On("db", "t", null, requested), On("db", "t", null, held)));

        Assert.Equal(expected.Split(' ').Order(), kinds.Select(kind => kind.ToString()).Order());
    }

    [Theory]
    [InlineData("t", null, "t", null, true)]
    [InlineData("t", null, "u", null, false)]
    [InlineData("t", null, null, null, true)]
    [InlineData(null, null, "t", null, true)]
    [InlineData("t", "p=1", "t", "p=1", true)]
    [InlineData("t", "p=1", "t", "p=2", false)]
    [InlineData("t", "p=1", "t", null, true)]
    [InlineData("t", null, "t", "p=1", true)]
    public void Only_locks_whose_objects_overlap_exclude_each_other(string? table, string? partition, string? heldTable, string? heldPartition, bool waits)
        => Assert.Equal(waits, Waits(On("db", table, partition, LockType.EXCLUSIVE), On("db", heldTable, heldPartition, LockType.EXCLUSIVE)));

    [Fact]
    public void Another_database_is_no_obstacle()
        => Assert.False(Waits(On("db", "t", null, LockType.EXCLUSIVE), On("other", "t", null, LockType.EXCLUSIVE)));

    [Fact]
    public void Reading_a_database_and_changing_one_of_its_tables_go_together()
    {
        Assert.False(Waits(On("db", null, null, LockType.SHARED_READ), On("db", "t", null, LockType.EXCLUSIVE)));
        Assert.False(Waits(On("db", "t", null, LockType.EXCLUSIVE), On("db", null, null, LockType.SHARED_READ)));
        Assert.True(Waits(On("db", "t", null, LockType.SHARED_READ), On("db", null, null, LockType.EXCLUSIVE)));
    }

    private static bool Waits(LockRow requested, LockRow held) => LockConflict.Find([requested], [held]) is not null;

    private static LockRow On(string database, string? table, string? partition, LockType type) => new()
    {
        Id = 1,
        Part = 1,
        TxnId = 0,
        Database = database,
        TableName = table,
        PartitionName = partition,
        Type = type,
        State = LockState.ACQUIRED,
        Heartbeat = 0,
        UserName = "u",
        Host = "h",
        Agent = "a",
    };
}
