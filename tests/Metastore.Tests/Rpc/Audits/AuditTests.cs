using System.Text.Json;
using Metastore.Rpc;
using Xunit;

namespace Metastore.Tests.Rpc.Audits;

/// <summary>Who changed what, as it is written down.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Every_change_leaves_a_line_and_no_read_does()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = Path.Combine(_directory.FullName, "audit.jsonl");
        await using (var host = await RpcHost.StartAsync(("Audit:File", file)))
        {
            using var client = await host.ClientAsync();
            await client.set_ugi("alice", ["staff"], ct);
            await client.create_database_req(new CreateDatabaseRequest { DatabaseName = "sales" }, ct);
            await client.get_all_databases(ct);
            await client.add_partitions([new Partition { DbName = "sales", TableName = "none", Values = ["1"] }, new Partition { DbName = "sales", TableName = "none", Values = ["2"] }], ct)
                .ContinueWith(_ => { }, TaskScheduler.Default);
            await client.drop_database("sales", true, false, ct);
        }

        var lines = (await File.ReadAllLinesAsync(file, ct)).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal(["create_database_req", "add_partitions", "drop_database"], lines.Select(line => Text(line, "method")));
        Assert.All(lines, line => Assert.Equal(("alice", "127.0.0.1"), (Text(line, "user"), Text(line, "from"))));
        Assert.Equal("sales", Text(lines[0].GetProperty("object"), "databaseName"));
        Assert.Equal("ok", Text(lines[0], "outcome"));
        Assert.Equal(("sales", "none", 2), (Text(lines[1].GetProperty("object"), "dbName"), Text(lines[1].GetProperty("object"), "tableName"), lines[1].GetProperty("object").GetProperty("new_partsCount").GetInt32()));
        Assert.NotEqual("ok", Text(lines[1], "outcome"));
        Assert.NotNull(Text(lines[1], "error"));
        Assert.Equal("sales", Text(lines[2].GetProperty("object"), "name"));
    }

    [Theory]
    [InlineData("alter_table_with_environment_context", true)]
    [InlineData("grant_privileges", true)]
    [InlineData("truncate_table_req", true)]
    [InlineData("update_partition_column_statistics_req", true)]
    [InlineData("get_partitions_by_filter", false)]
    [InlineData("partition_name_to_spec", false)]
    [InlineData("set_ugi", false)]
    [InlineData("getStatus", false)]
    public void Changes_are_told_from_reads_by_name(string method, bool isChange) => Assert.Equal(isChange, RpcMethodKinds.Of(method) == RpcMethodKind.Write);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
