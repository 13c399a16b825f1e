namespace Metastore.Constraints;

/// <summary>What is promised of a constraint: it is enforced, has been checked, may be relied on. Numbered as Hive stores it.</summary>
[Flags]
internal enum ConstraintPromises
{
    None = 0,
    Rely = 1,
    Validate = 2,
    Enable = 4,
}
