using System.Reflection;
using System.Text.RegularExpressions;
using Metastore.Rpc;
using Metastore.Server;
using Xunit;

namespace Metastore.Tests.Deployment;

public sealed partial class SettingNameTests
{
    [Fact]
    public void Every_setting_that_the_docker_folder_names_exists()
    {
        var known = Settings().ToHashSet(StringComparer.Ordinal);

        var named = from file in DockerFolder.Files("*")
                    from Match match in Name().Matches(File.ReadAllText(file))
                    select $"{match.Value} in {Path.GetFileName(file)}";

        Assert.Contains("Storage__Provider in deployment.yaml", named);
        Assert.DoesNotContain(named, name => !known.Contains(name.Split(' ')[0]));
    }

    private static IEnumerable<string> Settings() =>
        from assembly in new[] { typeof(RpcOptions).Assembly, typeof(MetastoreServer).Assembly }
        from type in assembly.GetTypes()
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()
        where section is not null
        from property in type.GetProperties()
        select $"{section}__{property.Name}";

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+__[A-Z][A-Za-z]+")]
    private static partial Regex Name();
}
