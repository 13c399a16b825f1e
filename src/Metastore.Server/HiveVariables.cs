using System.Text.RegularExpressions;
using Metastore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Metastore.Server;

/// <summary>The variables by which images of Hive's metastore are told their database. They count only where no setting of Storage names one.</summary>
internal static partial class HiveVariables
{
    private const string Options = "SERVICE_OPTS";
    private const string Driver = "DB_DRIVER";
    private const string Jdo = "javax.jdo.option.Connection";

    /// <summary>The settings that the variables stand for, and what the operator is to be warned of.</summary>
    /// <exception cref="OptionsValidationException">They name a database that can't be used.</exception>
    public static (IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> Notes) Read(IConfiguration configuration)
    {
        var own = configuration.GetSection(StorageOptions.Section);
        if (own[nameof(StorageOptions.ConnectionString)] is not null || own[nameof(StorageOptions.Provider)] is not null)
        {
            return (new Dictionary<string, string?>(), []);
        }

        var jdo = Properties(configuration[Options] ?? "");
        foreach (var name in (string[])["URL", "UserName", "Password"])
        {
            // From hive-site.xml.
            if (configuration[Jdo + name] is { } value)
            {
                jdo.TryAdd(name, value);
            }
        }

        var source = jdo.ContainsKey("URL") ? Options : configuration["DATABASE_HOST"] is not null ? "DATABASE_*" : configuration["METASTORE_DB_HOSTNAME"] is not null ? "METASTORE_DB_*" : Driver;
        var kind = Kind(configuration, jdo, source);
        return kind switch
        {
            "" => (new Dictionary<string, string?>(), []),
            "derby" => (new Dictionary<string, string?>(), [$"{source} asks for Derby: the embedded SQLite file of Storage:ConnectionString is used, which is a new one"]),
            "postgres" or "postgresql" => Postgres(configuration, jdo, source),
            _ => throw Refused($"{source} asks for {kind}; the catalog can be kept in PostgreSQL, in CockroachDB or in the embedded SQLite file. See Storage:Provider"),
        };
    }

    private static string Kind(IConfiguration configuration, Dictionary<string, string> jdo, string source) => source switch
    {
        Options when JdbcUrl.Kind(jdo["URL"]) is { Length: > 0 } kind => kind,
        Options => throw Refused($"{Options}: {Jdo}URL is none of jdbc:postgresql://…"),
        Driver => configuration[Driver]?.ToLowerInvariant() ?? "",
        "DATABASE_*" => (configuration["DATABASE_TYPE"] ?? configuration["DATABASE_TYPE_JDBC"] ?? "postgres").ToLowerInvariant(),
        _ => (configuration["METASTORE_TYPE"] ?? "postgres").ToLowerInvariant(),
    };

    private static (IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> Notes) Postgres(IConfiguration configuration, Dictionary<string, string> jdo, string source)
    {
        var unused = new List<string>();
        var connection = source switch
        {
            Options => JdbcUrl.ToNpgsql(jdo["URL"], unused),
            "DATABASE_*" => Parts(configuration, "DATABASE_HOST", "DATABASE_PORT", "DATABASE_DB", "DATABASE_USER", "DATABASE_PASSWORD"),
            "METASTORE_DB_*" => Parts(configuration, "METASTORE_DB_HOSTNAME", "METASTORE_DB_PORT", "METASTORE_DB_NAME", "METASTORE_DB_USER", "METASTORE_DB_PASSWORD"),
            _ => throw Refused($"{Driver} = {configuration[Driver]} needs the database's address: -D{Jdo}URL in {Options}, or Storage:ConnectionString"),
        };
        connection.Username = jdo.GetValueOrDefault("UserName") ?? connection.Username;
        connection.Password = jdo.GetValueOrDefault("Password") ?? connection.Password;
        return (
            new Dictionary<string, string?> { ["Storage:Provider"] = nameof(StorageProvider.Postgres), ["Storage:ConnectionString"] = connection.ToString() },
            [.. unused.Select(name => $"The parameter {name} of {Jdo}URL has no counterpart here and is not used")]);
    }

    private static NpgsqlConnectionStringBuilder Parts(IConfiguration configuration, string host, string port, string database, string user, string password)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = configuration[host] };
        if (configuration[port] is { } given)
        {
            settings.Port = int.TryParse(given, out var number) ? number : throw Refused($"{port} = {given}: a number is needed");
        }

        settings.Database = configuration[database];
        settings.Username = configuration[user];
        settings.Password = configuration[password];
        return settings;
    }

    // URL, UserName, Password, DriverName: the last one of a name counts, as in Java.
    private static Dictionary<string, string> Properties(string options)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Property().Matches(options))
        {
            found[match.Groups["name"].Value] = match.Groups["quoted"] is { Success: true } quoted ? quoted.Value : match.Groups["plain"].Value;
        }

        return found;
    }

    private static OptionsValidationException Refused(string reason) => new(StorageOptions.Section, typeof(StorageOptions), [reason]);

    [GeneratedRegex("""-Djavax\.jdo\.option\.Connection(?<name>\w+)=(?:"(?<quoted>[^"]*)"|'(?<quoted>[^']*)'|(?<plain>\S*))""")]
    private static partial Regex Property();
}
