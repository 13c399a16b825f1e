using Microsoft.Extensions.Logging;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>Requests that are well-formed and can't be served, and what becomes of the connection.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task An_unknown_method_is_named_and_the_connection_goes_on()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();

        await connection.SendAsync(Calls.Strict("get_everything", 1, [.. Calls.TextField(1, "x"), .. Calls.Field(Calls.Struct, 2), Calls.Stop, Calls.Stop]));
        Assert.Equal("get_everything 1 Exception 1 Invalid method name: 'get_everything'", await connection.ReplyAsync());

        await connection.SendAsync(Calls.Strict("getStatus", 2));
        Assert.Equal("getStatus 2 Reply", await connection.ReplyAsync());
    }

    [Fact]
    public async Task A_missing_required_field_is_a_protocol_error_and_closes()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();
        byte[] request = [.. Calls.Field(Calls.Struct, 1), .. Calls.TextField(1, "default"), Calls.Stop, Calls.Stop];

        await connection.SendAsync([.. Calls.Strict("get_table_req", 1, request), .. Calls.Strict("getStatus", 2)]);

        Assert.Equal("get_table_req 1 Exception 7 A required field is not set", await connection.ReplyAsync());
        Assert.Empty(await connection.ReceiveToEndAsync());
        await host.AssertServesAsync();
        Assert.Empty(host.Log.From(LogLevel.Information));
    }

    [Fact]
    public async Task A_field_of_another_type_counts_as_unset()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();

        await connection.SendAsync(Calls.Strict("create_database", 1, [.. Calls.Field(Calls.I32, 1), .. Calls.Number(5), Calls.Stop]));

        Assert.Equal("create_database 1 Exception 6 Internal error processing create_database", await connection.ReplyAsync());
    }

    [Theory]
    [InlineData("create_database")]
    [InlineData("get_primary_keys")]
    public async Task A_missing_argument_is_an_internal_error_and_the_connection_goes_on(string method)
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();

        await connection.SendAsync(Calls.Strict(method, 1));
        Assert.Equal($"{method} 1 Exception 6 Internal error processing {method}", await connection.ReplyAsync());

        await connection.SendAsync(Calls.Strict("getStatus", 2));
        Assert.Equal("getStatus 2 Reply", await connection.ReplyAsync());
    }

    [Fact]
    public async Task Oneway_calls_get_no_answer_and_do_nothing()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();

        await connection.SendAsync([.. Calls.StrictHead("shutdown", 1, kind: 4), Calls.Stop, .. Calls.StrictHead("reinitialize", 2, kind: 4), Calls.Stop]);
        await connection.SendAsync(Calls.Strict("shutdown", 3));
        await connection.SendAsync(Calls.Strict("getStatus", 4));

        Assert.Equal("getStatus 4 Reply", await connection.ReplyAsync());
        await host.AssertServesAsync();
    }
}
