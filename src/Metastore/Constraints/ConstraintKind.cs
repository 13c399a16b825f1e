namespace Metastore.Constraints;

/// <summary>The kinds of constraint, as they are stored and as names made by the metastore begin.</summary>
internal static class ConstraintKind
{
    public const string PrimaryKey = "pk";
    public const string ForeignKey = "fk";
    public const string Unique = "uk";
    public const string NotNull = "nn";
    public const string Default = "dc";
    public const string Check = "cc";

    /// <summary>Whether one constraint of the kind may have several columns.</summary>
    public static bool IsKey(string kind) => kind is PrimaryKey or ForeignKey or Unique;

    /// <summary>Whether a column that the table has not is an error; Hive does not look for those of the other kinds.</summary>
    public static bool NeedsColumn(string kind) => kind is not (Default or Check);
}
