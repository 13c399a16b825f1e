using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Metastore.Storage;

/// <summary>Gives a command the properties of an object as the parameters of their names; properties that the text doesn't name are left out.</summary>
internal static class Parameters
{
    private static readonly ConcurrentDictionary<(Type Type, string Sql), PropertyInfo[]> Known = new();

    // Typed even when null, since a statement is prepared before it has values.
    private static readonly Dictionary<Type, DbType> Types = new()
    {
        [typeof(string)] = DbType.String,
        [typeof(long)] = DbType.Int64,
        [typeof(int)] = DbType.Int32,
        [typeof(bool)] = DbType.Boolean,
        [typeof(double)] = DbType.Double,
        [typeof(byte[])] = DbType.Binary,
    };

    /// <summary>Binds; a command that was bound to an object of the same shape before only gets new values.</summary>
    public static void Bind(DbCommand command, object? arguments)
    {
        if (arguments is null)
        {
            return;
        }

        var properties = Known.GetOrAdd((arguments.GetType(), command.CommandText), static key => Named(key.Type, key.Sql));
        var isNew = command.Parameters.Count != properties.Length;
        for (var i = 0; i < properties.Length; i++)
        {
            var parameter = isNew ? Add(command, properties[i]) : command.Parameters[i];
            var value = properties[i].GetValue(arguments);
            parameter.Value = value is Enum ? Convert.ToInt64(value, null) : value ?? DBNull.Value;
        }
    }

    private static DbParameter Add(DbCommand command, PropertyInfo property)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = property.Name;
        if (Types.TryGetValue(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, out var type))
        {
            parameter.DbType = type;
        }

        command.Parameters.Add(parameter);
        return parameter;
    }

    private static PropertyInfo[] Named(Type type, string sql) =>
        [.. type.GetProperties().Where(property => Regex.IsMatch(sql, $@"@{property.Name}\b", RegexOptions.CultureInvariant))];
}
