namespace Metastore.Partitions;

/// <summary>Whose privileges a <c>…_with_auth</c> call asks for along with the partitions; without both, Hive gives none.</summary>
internal sealed record Grantee(string? User, List<string>? Groups);
