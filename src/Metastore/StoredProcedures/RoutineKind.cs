namespace Metastore.StoredProcedures;

/// <summary>What is kept of HPL/SQL; the numbers are stored.</summary>
internal enum RoutineKind
{
    Procedure = 1,
    Package = 2,
}
