namespace Metastore.Constraints;

internal sealed class ConstraintService
{
}
