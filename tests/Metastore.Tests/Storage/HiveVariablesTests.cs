using Metastore.Server;
using Metastore.Storage;
using Metastore.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>The variables of Hive's images as names of the database.</summary>
public sealed class HiveVariablesTests
{
    private const string Url = "-Djavax.jdo.option.ConnectionURL=";

    [Theory]
    [InlineData("DB_DRIVER=postgres;SERVICE_OPTS=-Xmx1G " + Url + "jdbc:postgresql://pg:5433/hms -Djavax.jdo.option.ConnectionDriverName=org.postgresql.Driver -Djavax.jdo.option.ConnectionUserName=hive -Djavax.jdo.option.ConnectionPassword=a=b",
        "Host=pg:5433;Database=hms;Username=hive;Password=\"a=b\"")]
    [InlineData("SERVICE_OPTS=" + Url + "\"jdbc:postgresql://pg1,pg2:5433/hms?user=a&password=%26b&sslmode=verify-full&sslrootcert=/ca.crt\"",
        "Host=pg1:5432,pg2:5433;Database=hms;Username=a;Password=&b;SSL Mode=VerifyFull;Root Certificate=/ca.crt")]
    [InlineData("SERVICE_OPTS=" + Url + "jdbc:postgresql:hms", "Host=localhost;Database=hms")]
    [InlineData("DATABASE_HOST=pg;DATABASE_PORT=26257;DATABASE_DB=hms;DATABASE_USER=hive;DATABASE_PASSWORD=p;DATABASE_TYPE=postgres;DATABASE_DRIVER=org.postgresql.Driver",
        "Host=pg;Port=26257;Database=hms;Username=hive;Password=p")]
    [InlineData("METASTORE_DB_HOSTNAME=pg;METASTORE_TYPE=postgres;METASTORE_DB_USER=hive", "Host=pg;Username=hive")]
    public void Postgres_is_taken_over(string variables, string expected)
    {
        var (settings, _) = HiveVariables.Read(Configuration(variables));
        Assert.Equal("Postgres", settings["Storage:Provider"]);
        Assert.True(new NpgsqlConnectionStringBuilder(expected).EquivalentTo(new NpgsqlConnectionStringBuilder(settings["Storage:ConnectionString"])), settings["Storage:ConnectionString"]);
    }

    [Theory]
    [InlineData("DB_DRIVER=derby")]
    [InlineData("SERVICE_OPTS=" + Url + "jdbc:derby:;databaseName=metastore_db;create=true")]
    public void Derby_is_the_embedded_store_and_said(string variables)
    {
        var (settings, notes) = HiveVariables.Read(Configuration(variables));
        Assert.Empty(settings);
        Assert.Contains("Derby", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_without_a_counterpart_are_named()
    {
        var (_, notes) = HiveVariables.Read(Configuration("SERVICE_OPTS=" + Url + "jdbc:postgresql://pg/hms?prepareThreshold=0&user=a"));
        Assert.Contains("prepareThreshold", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DB_DRIVER=mysql", "DB_DRIVER asks for mysql;")]
    [InlineData("DB_DRIVER=oracle", "DB_DRIVER asks for oracle;")]
    [InlineData("SERVICE_OPTS=" + Url + "jdbc:mysql://db/hms", "SERVICE_OPTS asks for mysql;")]
    [InlineData("DATABASE_HOST=db;DATABASE_TYPE=mysql", "DATABASE_* asks for mysql;")]
    [InlineData("DB_DRIVER=postgres", "DB_DRIVER = postgres needs the database's address:")]
    public void What_cant_be_used_stops_the_start(string variables, string reason)
    {
        string[] args = [.. variables.Split(';').Select(variable => $"--{variable}")];
        var error = Assert.Throws<OptionsValidationException>(() => MetastoreServer.Build(args));
        Assert.StartsWith(reason, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_names_come_first()
    {
        var directory = Directory.CreateTempSubdirectory("metastore-");
        await using (var server = await TestServer.StartAsync(
            new Dictionary<string, string?> { ["DB_DRIVER"] = "mysql", ["Storage:ConnectionString"] = $"Data Source={directory.FullName}/own.db" }, TestContext.Current.CancellationToken))
        {
            Assert.Equal($"{directory.FullName}/own.db", server.Services.GetRequiredService<Connections>().Location);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_server_starts_on_the_database_they_name()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var database = await TestDatabase.CreateAsync(Store.Postgres, "");
        var given = new NpgsqlConnectionStringBuilder(database.Settings["Storage:ConnectionString"]);
        var options = $"{Url}jdbc:postgresql://{given.Host}:{given.Port}/{given.Database} -Djavax.jdo.option.ConnectionUserName={given.Username}";
        await using var server = await TestServer.StartAsync(
            new Dictionary<string, string?> { ["DB_DRIVER"] = "postgres", ["SERVICE_OPTS"] = options }, TestContext.Current.CancellationToken);
        Assert.Same(Dialect.Postgres, server.Services.GetRequiredService<Connections>().Dialect);
    }

    private static IConfiguration Configuration(string variables) => new ConfigurationBuilder()
        .AddInMemoryCollection(variables.Split(';', variables.Contains("derby:", StringComparison.Ordinal) ? 1 : int.MaxValue)
            .Select(variable => variable.Split('=', 2)).Select(pair => new KeyValuePair<string, string?>(pair[0], pair[1])))
        .Build();
}
