using System.Text.RegularExpressions;

namespace Metastore.Tests.Conformance;

/// <summary>How to set this server up as the recorded one was.</summary>
internal static partial class ServerSettings
{
    /// <summary>This server's settings for a recording. Hive properties without a counterpart (its transformer and batch sizes) need none.</summary>
    public static Dictionary<string, string?> Of(RecordingHeader header, string warehouseRoot)
    {
        var settings = new Dictionary<string, string?> { ["Warehouse:Directory"] = warehouseRoot };
        if (header.External != header.Warehouse)
        {
            settings["Warehouse:ExternalDirectory"] = new WarehousePaths(header.Warehouse, warehouseRoot).There(header.External);
        }

        if (PartitionLimit().Match(header.Settings) is { Success: true } limit)
        {
            settings["Limits:PartitionsPerRequest"] = limit.Groups[1].Value;
        }

        if (AdminUser().Match(header.Settings) is { Success: true } admin)
        {
            settings["Privileges:AdminUsers"] = admin.Groups[1].Value;
        }

        if (header.Settings.Contains("notification listener on", StringComparison.Ordinal))
        {
            settings["Notifications:Enabled"] = "true";
            settings["Notifications:ColumnStatistics"] = header.Release.StartsWith('3') ? "false" : "true";
            settings["Notifications:Format"] = header.Release.StartsWith('3') ? "Json" : "Gzip";
        }

        return settings;
    }

    [GeneratedRegex(@"metastore\.limit\.partition\.request=(\d+)")]
    private static partial Regex PartitionLimit();

    [GeneratedRegex(@"user (\S+) is in role admin")]
    private static partial Regex AdminUser();
}
