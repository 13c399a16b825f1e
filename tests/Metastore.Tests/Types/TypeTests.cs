using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Types;

public sealed class TypeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_type_is_read_as_it_was_made(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_type(new() { Name = "Person", Fields = [new() { Name = "name", Type = "string" }] }, Ct);

        Assert.Equal("string", Assert.Single((await metastore.Handler.get_type("Person", Ct)).Fields!).Type);
        await Assert.ThrowsAsync<AlreadyExistsException>(() => metastore.Handler.create_type(new() { Name = "Person" }, Ct));
        Assert.True(await metastore.Handler.drop_type("Person", Ct));
        Assert.True(await metastore.Handler.drop_type("Person", Ct));
        var error = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_type("Person", Ct));
        Assert.Equal("Type \"Person\" not found.", error.Message);
    }

    [Fact]
    public async Task A_type_s_name_is_a_word()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        await Assert.ThrowsAsync<InvalidObjectException>(() => metastore.Handler.create_type(new() { Name = "a b" }, Ct));
    }
}
