using System.Text.RegularExpressions;
using Metastore.Server;
using Xunit;

namespace Metastore.Tests.Deployment;

public sealed partial class DockerfileTests
{
    private static readonly string _dockerfile = DockerFolder.Text("Dockerfile");

    [Fact]
    public void The_image_runs_the_program()
    {
        var program = $"/app/{typeof(MetastoreServer).Assembly.GetName().Name}.dll";

        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"{program}\"]", _dockerfile, StringComparison.Ordinal);
        Assert.Contains($"CMD [\"dotnet\", \"{program}\", \"healthcheck\"]", _dockerfile, StringComparison.Ordinal);
        Assert.Contains($"EXPOSE {DockerFolder.ThriftPort} {DockerFolder.HttpPort}", _dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_copied_exists_and_reaches_the_build()
    {
        var top = Directory.GetParent(DockerFolder.PathOf("Dockerfile"))!.Parent!.FullName;
        var copied = Copy().Matches(_dockerfile).SelectMany(match => match.Groups[1].Value.Split(' ')).ToList();
        var allowed = DockerFolder.Text("Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(top, path)), path));
        Assert.All(copied, path => Assert.Contains(path.Split('/')[0], allowed));
        Assert.All(Directory.GetFiles(Path.Combine(top, "src"), "*.csproj", SearchOption.AllDirectories), project => Assert.Contains(Path.GetRelativePath(top, project), copied));
    }

    // Not what comes from another stage.
    [GeneratedRegex(@"^COPY (?!--)(.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex Copy();
}
