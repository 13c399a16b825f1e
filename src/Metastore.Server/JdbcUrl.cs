using System.Globalization;
using Npgsql;

namespace Metastore.Server;

/// <summary>A database's address as Java programs write it: <c>jdbc:postgresql://host:5432/database?user=…</c>.</summary>
internal static class JdbcUrl
{
    private const string Scheme = "jdbc:";
    private const int DefaultPort = 5432;

    /// <summary>The kind of database, in small letters: postgresql, derby, mysql … Empty if the text is none.</summary>
    public static string Kind(string url)
    {
        var rest = url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? url[Scheme.Length..] : "";
        var end = rest.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? "" : rest[..end].ToLowerInvariant();
    }

    /// <summary>The same as Npgsql's connection string; names of parameters that have no counterpart are added to <paramref name="unused"/>.</summary>
    public static NpgsqlConnectionStringBuilder ToNpgsql(string url, List<string> unused)
    {
        var (address, query) = Cut(url[(url.IndexOf(':', Scheme.Length) + 1)..], '?');
        var (hosts, database) = address.StartsWith("//", StringComparison.Ordinal) ? Cut(address[2..], '/') : ("", address);
        var settings = new NpgsqlConnectionStringBuilder { Host = hosts.Length == 0 ? "localhost" : Hosts(hosts) };
        if (database.Length > 0)
        {
            settings.Database = Uri.UnescapeDataString(database);
        }

        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(parameter, '=');
            if (!Set(settings, name, Uri.UnescapeDataString(value)))
            {
                unused.Add(name);
            }
        }

        return settings;
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var i and >= 0 ? (text[..i], text[(i + 1)..]) : (text, "");

    // Each host with its port: Npgsql gives those without one the port of the whole string.
    private static string Hosts(string hosts) => string.Join(',', hosts.Split(',').Select(host => HasPort(host) ? host : $"{host}:{DefaultPort}"));

    private static bool HasPort(string host) => host.LastIndexOf(':') > host.LastIndexOf(']');

    private static bool Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name)
        {
            case "user":
                settings.Username = value;
                return true;
            case "password":
                settings.Password = value;
                return true;
            case "ssl" when value is "" or "true":
                settings.SslMode = SslMode.VerifyFull;
                return true;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                settings.SslMode = mode;
                return true;
            case "sslrootcert":
                settings.RootCertificate = value;
                return true;
            case "sslcert":
                settings.SslCertificate = value;
                return true;
            case "sslkey":
                settings.SslKey = value;
                return true;
            case "ApplicationName":
                settings.ApplicationName = value;
                return true;
            case "options":
                settings.Options = value;
                return true;
            case "currentSchema":
                settings.SearchPath = value;
                return true;
            case "connectTimeout" when int.TryParse(value, CultureInfo.InvariantCulture, out var seconds):
                settings.Timeout = seconds;
                return true;
            default:
                return false;
        }
    }
}
