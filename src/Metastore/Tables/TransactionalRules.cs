using Metastore.Names;

namespace Metastore.Tables;

/// <summary>Which tables may be transactional, and how their parameters are written.</summary>
/// <remarks>Hive <c>TransactionalValidationListener</c>, which is always on.</remarks>
internal static class TransactionalRules
{
    private const string Transactional = "transactional";
    private const string Properties = "transactional_properties";
    private const string FullAcid = "default";
    private const string InsertOnly = "insert_only";
    private const string OrcInput = "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat";
    private const string OrcOutput = "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat";

    public static bool IsTransactional(Dictionary<string, string>? parameters) => TableShape.IsTrue(parameters, Transactional);

    /// <summary>Whether rows of the table may be changed and deleted, in a catalog that has transactions.</summary>
    public static bool IsFullAcid(Table table) => IsInCharge(table) && IsTransactional(table.Parameters) && !IsInsertOnly(table);

    /// <summary>Checks a new table and puts its transactional parameters into their one spelling; <c>transactional=false</c> goes.</summary>
    /// <exception cref="MetaException">It says that it is transactional and can't be.</exception>
    public static void ApplyToNew(Table table, string name)
    {
        if (!IsInCharge(table) || Take(table.Parameters!, Transactional) is not { } transactional || Is(transactional, "false"))
        {
            return;
        }

        if (!Is(transactional, "true"))
        {
            throw Errors.Meta($"'transactional' property of TBLPROPERTIES may only have value 'true': {name}");
        }

        var parameters = table.Parameters!;
        var properties = Take(parameters, Properties) ?? FullAcid;
        RequireFormat(table, name, properties);
        RequireManaged(table, name);
        (parameters[Transactional], parameters[Properties]) = ("true", Known(properties, name));
        RequireUnsorted(table, name);
        if (!IsInsertOnly(table))
        {
            table.Sd!.SerdeInfo!.Parameters!.Remove("serialization.format");
        }
    }

    /// <summary>Checks a changed table and puts its transactional parameters into their one spelling.</summary>
    /// <exception cref="MetaException">It stops being transactional, becomes so and can't, or changes its kind.</exception>
    public static void ApplyToChanged(Table old, Table table, string name)
    {
        if (!IsInCharge(table))
        {
            return;
        }

        if (Take(table.Parameters!, Transactional) is not { } transactional || Is(transactional, "false"))
        {
            if (IsTransactional(old.Parameters) && !IsInsertOnly(old))
            {
                throw Unset(name);
            }

            return;
        }

        if (!Is(transactional, "true"))
        {
            throw Unset(name);
        }

        if (old.TableType == TableTypes.Managed && table.TableType == TableTypes.External)
        {
            throw Errors.Meta($"{name} cannot be converted to external table as it is transactional table.");
        }

        if (!IsTransactional(old.Parameters) || !GoesOn(old, table, name))
        {
            table.Parameters![Transactional] = transactional;
            ApplyToNew(table, name);
        }
    }

    // The others are some other system's (Hive's supportedCatalogs).
    private static bool IsInCharge(Table table) => table.CatName is null or CatalogName.Default;

    private static bool IsInsertOnly(Table table) => Is(table.Parameters!.GetValueOrDefault(Properties) ?? FullAcid, InsertOnly);

    // A table that is transactional stays so in its way, save for one that is only inserted into (false).
    private static bool GoesOn(Table old, Table table, string name)
    {
        var parameters = table.Parameters!;
        var properties = old.Parameters!.GetValueOrDefault(Properties) ?? FullAcid;
        var given = Take(parameters, Properties) ?? properties;
        if (!Is(given, properties))
        {
            parameters[Properties] = given;
            return IsInsertOnly(old) ? false : throw Errors.Meta("TBLPROPERTIES with 'transactional_properties' cannot be altered after the table is created");
        }

        (parameters[Transactional], parameters[Properties]) = ("true", properties);
        RequireUnsorted(table, name);
        return true;
    }

    private static MetaException Unset(string name) => Errors.Meta($"TBLPROPERTIES with 'transactional'='true' cannot be unset: {name}");

    private static void RequireFormat(Table table, string name, string properties)
    {
        if (!Is(properties, InsertOnly) && table.Sd is not { InputFormat: OrcInput, OutputFormat: OrcOutput })
        {
            throw Errors.Meta($"The table must be stored using an ACID compliant format (such as ORC): {name}");
        }
    }

    private static void RequireManaged(Table table, string name)
    {
        if (table.TableType == TableTypes.External)
        {
            throw Errors.Meta($"{name} cannot be declared transactional because it's an external table");
        }
    }

    private static void RequireUnsorted(Table table, string name)
    {
        if (!IsInsertOnly(table) && table.Sd?.SortCols is { Count: > 0 })
        {
            throw Errors.Meta($"Table {name} cannot support full ACID functionality since it is sorted.");
        }
    }

    private static string Known(string properties, string name)
    {
        var value = properties.ToLowerInvariant();
        return value is FullAcid or InsertOnly
            ? value
            : throw Errors.Meta($"Invalid transactional properties specified for {name} with the error unknown value {value} for {Properties}");
    }

    // The key may be in any case.
    private static string? Take(Dictionary<string, string> parameters, string key)
    {
        string? value = null;
        foreach (var found in parameters.Keys.Where(name => Is(name, key)).ToList())
        {
            parameters.Remove(found, out value);
        }

        return value;
    }

    private static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
