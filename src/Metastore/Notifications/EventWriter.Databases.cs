using Metastore.Databases;
using Metastore.Functions;
using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>Databases, and what is in them besides tables.</summary>
internal sealed partial class EventWriter
{
    public Task DatabaseCreatedAsync(Tx tx, Database database, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, Of(EventTypes.CreateDatabase, database, About(tx, database).Struct("dbJson", database)), ct);

    public Task DatabaseAlteredAsync(Tx tx, DatabaseRow before, Database after, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, Of(EventTypes.AlterDatabase, after, About(tx, after).Struct("dbObjBeforeJson", before.ToDatabase()).Struct("dbObjAfterJson", after)), ct);

    public Task DatabaseDroppedAsync(Tx tx, Database database, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, Of(EventTypes.DropDatabase, database, About(tx, database).Struct("dbJson", database)), ct);

    public Task FunctionCreatedAsync(Tx tx, Function function, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, Of(EventTypes.CreateFunction, function, About(tx, function).Struct("functionObjJson", function)), ct);

    public Task FunctionsDroppedAsync(Tx tx, List<FunctionRow> functions, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx,
        functions.ConvertAll(row => row.ToFunction()).ConvertAll(function => Of(EventTypes.DropFunction, function, About(tx, function).Text("functionName", function.FunctionName))),
        ct);

    private static OutboxEvent Of(string type, Database database, EventMessage message) => new(type, database.CatalogName, database.Name, null, message);

    private static OutboxEvent Of(string type, Function function, EventMessage message) => new(type, function.CatName, function.DbName, null, message);

    private static EventMessage About(Tx tx, Database database) => new EventMessage(tx.Now).Text("cat", database.CatalogName).Text("db", database.Name);

    private static EventMessage About(Tx tx, Function function) => new EventMessage(tx.Now).Text("cat", function.CatName).Text("db", function.DbName);
}
