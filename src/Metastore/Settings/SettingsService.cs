namespace Metastore.Settings;

internal sealed class SettingsService
{
}
