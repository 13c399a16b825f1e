using Metastore.Databases;
using Metastore.Names;
using Metastore.Notifications;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Functions;

/// <summary>User-defined functions: a class name and where its code lies.</summary>
internal sealed class FunctionService(Db db, Ids ids, EventWriter events)
{
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    /// <exception cref="InvalidObjectException">Its name is not valid, or it has no class.</exception>
    /// <exception cref="NoSuchObjectException">There is no such database.</exception>
    public async Task CreateAsync(Function? given, Session session, CancellationToken ct)
    {
        RequireFields(given);
        RequireValid(given);
        var name = DatabaseName.From(given.CatName, given.DbName);
        await db.InTransactionAsync(
            async tx =>
            {
                var database = await DatabaseStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchDatabase(name);
                var function = Stored(given, name, given.OwnerName ?? session.UserOrProcess, tx.Now, given.ResourceUris ?? []);
                if (!await FunctionStore.AddAsync(tx, FunctionRow.From(ids.Next(), database.Id, function), ct))
                {
                    throw Errors.AlreadyExists($"Function {given.FunctionName} already exists");
                }

                await events.FunctionCreatedAsync(tx, function, ct);
            },
            ct);
    }

    /// <summary>
    /// Changes name, database, class, owner and type; resources and creation time stay. Hive wraps what is wrong with the new function
    /// into a MetaException that prints the one it would have been.
    /// </summary>
    public async Task AlterAsync(string? database, string? function, Function? changed, CancellationToken ct)
    {
        RequireFields(changed);
        if (function is null || ParsedDatabase.Parse(database).Database is null)
        {
            throw Errors.Meta("Database and function name cannot be null.");
        }

        try
        {
            RequireValid(changed);
        }
        catch (InvalidObjectException e)
        {
            throw Errors.Meta($"InvalidObjectException(message:{e.Message})");
        }

        var target = DatabaseName.From(changed.CatName, changed.DbName);
        await db.InTransactionAsync(tx => ReplaceAsync(tx, DatabaseName.Parse(database), function, changed, target, ct), ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task DropAsync(string? database, string? function, CancellationToken ct)
    {
        var name = function ?? throw Errors.Meta("Function name cannot be null.");
        var scope = DatabaseName.Parse(database);
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await FunctionStore.FindAsync(tx, scope, Identifier.Normalize(name), ct) ?? throw Errors.NoSuchObject($"Function {name} does not exist");
                await FunctionStore.DeleteAsync(tx, row.Id, ct);
                await events.FunctionsDroppedAsync(tx, [row], ct);
            },
            ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that name; the text has the names as they were asked for.</exception>
    public async Task<Function> GetAsync(string? database, string? function, CancellationToken ct)
    {
        if (database is null || function is null)
        {
            throw Errors.Meta("Database and function name cannot be null.");
        }

        var row = await db.ReadAsync(tx => FunctionStore.FindAsync(tx, DatabaseName.Parse(database), Identifier.Normalize(function), ct), ct);
        return row?.ToFunction() ?? throw Errors.NoSuchObject($"Function {database}.{function} does not exist");
    }

    /// <summary>A database's functions that match Hive's pattern, by name; none if there is no such database.</summary>
    public async Task<List<Function>> ListAsync(string? catalog, string? database, string? pattern, CancellationToken ct)
    {
        var matcher = NamePattern.Parse(pattern);
        var rows = await db.ReadAsync(tx => FunctionStore.ListAsync(tx, DatabaseName.From(catalog, database), ct), ct);
        return rows.FindAll(row => matcher.Matches(row.Name)).ConvertAll(row => row.ToFunction());
    }

    /// <summary>Names of a database's functions that match Hive's pattern, ascending.</summary>
    public async Task<List<string>> ListNamesAsync(string? database, string? pattern, CancellationToken ct) =>
        (await ListAsync(null, database, pattern, ct)).ConvertAll(function => function.FunctionName!);

    /// <summary>Names, or whole functions, as the request of Hive 4.1 asks.</summary>
    public async Task<GetFunctionsResponse> ListAsync(GetFunctionsRequest request, CancellationToken ct)
    {
        var functions = await ListAsync(request.CatalogName, request.DbName, request.Pattern, ct);
        return request.ReturnNames
            ? new() { Function_names = functions.ConvertAll(function => function.FunctionName!) }
            : new() { Functions = functions };
    }

    /// <summary>All functions of the catalog <c>hive</c>.</summary>
    public async Task<GetAllFunctionsResponse> ListAllAsync(CancellationToken ct)
    {
        var rows = await db.ReadAsync(tx => FunctionStore.ListAsync(tx, CatalogName.Default, ct), ct);
        return new() { Functions = rows.ConvertAll(row => row.ToFunction()) };
    }

    private static void RequireFields([System.Diagnostics.CodeAnalysis.NotNull] Function? function)
    {
        var missing = function switch
        {
            null => "Function cannot be null.",
            { FunctionName: null } => "Function name cannot be null.",
            { DbName: null } => "Database name in Function cannot be null.",
            { __isset.ownerType: false } => "Function owner type cannot be null.",
            { __isset.functionType: false } => "Function type cannot be null.",
            _ => null,
        };
        if (missing is not null || function is null)
        {
            throw Errors.Meta(missing ?? "");
        }
    }

    private static void RequireValid(Function function)
    {
        if (!NameRules.IsValidPlain(Identifier.Trim(function.FunctionName!)))
        {
            throw Errors.InvalidObject($"{function.FunctionName} is not a valid object name");
        }

        if (function.ClassName is null)
        {
            throw Errors.InvalidObject("Function class name cannot be null");
        }
    }

    private static Function Stored(Function given, DatabaseName database, string? owner, int createTime, List<ResourceUri> resources) => new()
    {
        FunctionName = Identifier.Normalize(given.FunctionName!),
        DbName = database.Database,
        ClassName = given.ClassName,
        OwnerName = owner,
        OwnerType = given.OwnerType,
        CreateTime = createTime,
        FunctionType = given.FunctionType,
        ResourceUris = resources,
        CatName = database.Catalog,
    };

    private static async Task ReplaceAsync(Tx tx, DatabaseName database, string function, Function changed, DatabaseName target, CancellationToken ct)
    {
        var newDatabase = await DatabaseStore.FindAsync(tx, target, ct)
            ?? throw Errors.Meta($"InvalidObjectException(message:Database {target.Database} doesn't exist.)");
        var row = await FunctionStore.FindAsync(tx, database, Identifier.Normalize(function), ct) ?? throw Errors.Meta($"function {function} doesn't exist");
        var old = row.ToFunction();
        var stored = Stored(changed, target, changed.OwnerName, old.CreateTime, old.ResourceUris ?? []);
        var inTheWay = await FunctionStore.FindAsync(tx, target, stored.FunctionName!, ct);
        if (inTheWay is not null && inTheWay.Id != row.Id)
        {
            throw Errors.Meta($"Function {changed.FunctionName} already exists");
        }

        await FunctionStore.UpdateAsync(tx, FunctionRow.From(row.Id, newDatabase.Id, stored), ct);
    }
}
