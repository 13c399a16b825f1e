using System.Text;
using System.Text.Json;

namespace Metastore.Statistics;

/// <summary>
/// The parameter COLUMN_STATS_ACCURATE of a table or partition, which says what of the statistics can be trusted:
/// <c>{"BASIC_STATS":"true","COLUMN_STATS":{"a":"true"}}</c>, columns by name. What is not like that says nothing.
/// </summary>
/// <remarks>
/// Hive <c>StatsSetupConst</c>. Updating column statistics sets columns; changed columns remove them (<see cref="ChangedColumns"/>); deleting
/// statistics leaves them; an alter of an unpartitioned table or of a partition that looks at the files removes the parameter.
/// </remarks>
internal static class ColumnStatsAccurate
{
    public const string Key = "COLUMN_STATS_ACCURATE";
    private const string Basic = "BASIC_STATS";
    private const string Columns = "COLUMN_STATS";

    /// <summary>Whether the basic statistics (numRows and so on) are right.</summary>
    public static bool HasBasic(Dictionary<string, string>? parameters) => Read(parameters).Basic;

    /// <summary>Whether the column's statistics are right, so that others may be merged into them.</summary>
    public static bool HasColumn(Dictionary<string, string>? parameters, string column) => Read(parameters).Columns.Contains(column);

    /// <summary>The columns whose statistics are right; of the others Hive shows none with their table or partition.</summary>
    public static IReadOnlyCollection<string> ColumnsOf(Dictionary<string, string>? parameters) => Read(parameters).Columns;

    public static void SetBasic(Dictionary<string, string> parameters) => parameters[Key] = Write(true, Read(parameters).Columns);

    public static void SetColumns(Dictionary<string, string> parameters, IEnumerable<string> columns)
    {
        var (basic, known) = Read(parameters);
        known.UnionWith(columns);
        parameters[Key] = Write(basic, known);
    }

    /// <summary>Takes columns out; a parameter that is not there stays so.</summary>
    public static void RemoveColumns(Dictionary<string, string>? parameters, IEnumerable<string> columns)
    {
        if (parameters?.ContainsKey(Key) ?? false)
        {
            var (basic, known) = Read(parameters);
            known.ExceptWith(columns);
            parameters[Key] = Write(basic, known);
        }
    }

    /// <summary>Nothing can be trusted any more: the parameter goes.</summary>
    public static void Clear(Dictionary<string, string>? parameters) => parameters?.Remove(Key);

    private static (bool Basic, SortedSet<string> Columns) Read(Dictionary<string, string>? parameters)
    {
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        var text = parameters?.GetValueOrDefault(Key);
        if (text is not ['{', ..])
        {
            // Before Hive 2.1 it was just true or false.
            return (string.Equals(text, "true", StringComparison.OrdinalIgnoreCase), columns);
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var basic = document.RootElement.TryGetProperty(Basic, out var flag) && IsTrue(flag);
            if (document.RootElement.TryGetProperty(Columns, out var map) && map.ValueKind == JsonValueKind.Object)
            {
                columns.UnionWith(map.EnumerateObject().Where(column => IsTrue(column.Value)).Select(column => column.Name));
            }

            return (basic, columns);
        }
        catch (JsonException)
        {
            return (false, columns);
        }
    }

    private static bool IsTrue(JsonElement value) => string.Equals(value.ToString(), "true", StringComparison.OrdinalIgnoreCase);

    private static string Write(bool basic, SortedSet<string> columns)
    {
        var text = new StringBuilder("{");
        if (basic)
        {
            text.Append($"\"{Basic}\":\"true\"");
        }

        if (columns.Count > 0)
        {
            text.Append(basic ? "," : "").Append($"\"{Columns}\":{{").AppendJoin(',', columns.Select(Entry)).Append('}');
        }

        return text.Append('}').ToString();
    }

    private static string Entry(string column) =>
        $"\"{column.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\":\"true\"";
}
