using System.Reflection;

namespace Metastore.Server;

/// <summary>The release of this program.</summary>
internal static class ProgramVersion
{
    /// <summary>Major.minor.patch, with the commit behind a plus sign where the build knows it.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
