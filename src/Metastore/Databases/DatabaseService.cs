namespace Metastore.Databases;

internal sealed class DatabaseService
{
}
