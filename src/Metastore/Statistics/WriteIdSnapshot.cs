using System.Globalization;

namespace Metastore.Statistics;

/// <summary>Which write ids of a table a query may see: <c>db.table:highest:least open:open,open:aborted</c>.</summary>
/// <remarks>Hive <c>ValidReaderWriteIdList</c>; a text that is not one sees nothing.</remarks>
internal sealed class WriteIdSnapshot
{
    private readonly long _highest;
    private readonly HashSet<long> _hidden = [];

    private WriteIdSnapshot(long highest) => _highest = highest;

    public static WriteIdSnapshot Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length < 2 || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out var highest))
        {
            return new(long.MinValue);
        }

        var snapshot = new WriteIdSnapshot(highest);
        foreach (var id in parts.Skip(3).SelectMany(list => list.Split(',')))
        {
            if (long.TryParse(id, CultureInfo.InvariantCulture, out var hidden))
            {
                snapshot._hidden.Add(hidden);
            }
        }

        return snapshot;
    }

    /// <summary>The least write id that can't be seen.</summary>
    public long LeastHidden => _hidden.Count > 0 ? Math.Min(_hidden.Min(), _highest + 1) : _highest == long.MaxValue ? _highest : _highest + 1;

    public bool Sees(long writeId) => writeId <= _highest && !_hidden.Contains(writeId);
}
