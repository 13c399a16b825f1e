namespace Metastore.Notifications;

/// <summary>An event before it has its number.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Catalog">Null for what belongs to none: transactions.</param>
/// <param name="Database">The same.</param>
/// <param name="Table">Null for what is not a table's.</param>
/// <param name="Message">What is told about it.</param>
internal sealed record OutboxEvent(string Type, string? Catalog, string? Database, string? Table, EventMessage Message);
