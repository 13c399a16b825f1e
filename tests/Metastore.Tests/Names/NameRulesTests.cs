using Metastore.Names;
using Xunit;

namespace Metastore.Tests.Names;

public class NameRulesTests
{
    [Theory]
    [InlineData("bad name!", true)]
    [InlineData("a/b", true)]
    [InlineData("Upper_1`~#@", true)]
    [InlineData("", false)]
    [InlineData("test§table;", false)]
    [InlineData("ünï", false)]
    [InlineData("back\\slash", false)]
    [InlineData("line\nbreak", false)]
    public void Tables_and_databases_may_have_punctuation_but_only_ASCII(string name, bool valid) => Assert.Equal(valid, NameRules.IsValid(name));

    [Theory]
    [InlineData("cat_1", true)]
    [InlineData("bad-cat", false)]
    [InlineData("f;", false)]
    [InlineData("", false)]
    public void Catalogs_and_functions_have_plain_names(string name, bool valid) => Assert.Equal(valid, NameRules.IsValidPlain(name));

    [Theory]
    [InlineData("int", true)]
    [InlineData("array<wibble>", true)]
    [InlineData("decimal(10,2)", true)]
    [InlineData("timestamp with local time zone", true)]
    [InlineData("<derived from deserializer>", true)]
    [InlineData("xyz", false)]
    [InlineData("integer", false)]
    [InlineData(" int", false)]
    [InlineData("", false)]
    public void A_type_is_known_by_its_first_word(string type, bool known) => Assert.Equal(known, NameRules.IsKnownType(type));

    [Fact]
    public void A_directory_has_the_numbers_of_special_characters()
        => Assert.Equal("bad-32-name-33-_1-46--46--47-x", NameRules.DirectoryName("Bad name!_1../x"));
}
