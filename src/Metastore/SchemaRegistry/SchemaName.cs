using Metastore.Names;

namespace Metastore.SchemaRegistry;

/// <summary>A schema of a database, as stored, and the text in which Hive's messages have what the client asked for.</summary>
internal sealed record SchemaName(string Catalog, string Database, string Name, string Text)
{
    /// <summary>Reads what a client asks for; a missing catalog is the default.</summary>
    /// <exception cref="MetaException">There is no database in it.</exception>
    public static SchemaName From(ISchemaName? asked)
    {
        var database = DatabaseName.From(asked!.CatName, asked.DbName);
        return new(
            database.Catalog,
            database.Database,
            Identifier.Normalize(asked.SchemaName!),
            $"ISchemaName(catName:{asked.CatName ?? "null"}, dbName:{asked.DbName ?? "null"}, schemaName:{asked.SchemaName ?? "null"})");
    }

    /// <summary>The name as clients get it.</summary>
    public ISchemaName ToStruct() => new() { CatName = Catalog, DbName = Database, SchemaName = Name };

    /// <summary>One of its versions, as Hive's messages have it.</summary>
    public string TextOf(int version) => $"SchemaVersionDescriptor(schema:{Text}, version:{version})";

    public override string ToString() => Text;
}
