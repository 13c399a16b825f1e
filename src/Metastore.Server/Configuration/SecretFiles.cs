namespace Metastore.Server.Configuration;

/// <summary>Settings whose value is kept in a file: <c>Storage__ConnectionString_FILE=/run/secrets/database</c>, and files in <c>/run/secrets</c> that are named as a setting.</summary>
internal static class SecretFiles
{
    private const string Directory = "/run/secrets";

    /// <summary>Reads the files; each setting must not be given in another way as well.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static void AddSecrets(this IConfigurationManager configuration)
    {
        configuration.AddKeyPerFile(Directory, optional: true);
        var values = configuration.AsEnumerable()
            .Where(setting => setting.Key.EndsWith(Section.InFile, StringComparison.Ordinal) && setting.Key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) && setting.Value is not null)
            .ToDictionary(setting => setting.Key[..^Section.InFile.Length], setting => (string?)File.ReadAllText(setting.Value!).TrimEnd('\r', '\n'));
        configuration.AddInMemoryCollection(values);
    }
}
