namespace Metastore;

/// <summary>A setting, as an operator writes it.</summary>
/// <param name="Name">Section:Name.</param>
/// <param name="Value">Its value as text; empty if it has none.</param>
/// <param name="IsSecret">Whether the value is not for everyone's eyes.</param>
internal sealed record Setting(string Name, string Value, bool IsSecret);
