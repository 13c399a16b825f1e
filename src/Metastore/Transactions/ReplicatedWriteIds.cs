using System.Globalization;

namespace Metastore.Transactions;

/// <summary>What has become of a table's writes in another metastore: <c>db.table:highest:least open:open,open:aborted,aborted</c>.</summary>
/// <remarks>Hive <c>ValidReaderWriteIdList</c>. What was open there comes with the events of its transaction.</remarks>
internal sealed record ReplicatedWriteIds(long Highest, List<long> Aborted)
{
    // Each becomes a transaction of the same unit of work. Hive asks for a compaction at a thousand, and opens no more at once.
    private const int MostAborted = 10_000;

    /// <exception cref="Thrift.TApplicationException">The text is not one, or lists too many.</exception>
    public static ReplicatedWriteIds Parse(string text)
    {
        Span<Range> ranges = stackalloc Range[6];
        var parts = ranges[..text.AsSpan().Split(ranges, ':')];
        if (parts.Length is < 3 or > 5 || !IsNumber(text.AsSpan(parts[1]), out var highest) || highest == long.MaxValue || !IsNumber(text.AsSpan(parts[2]), out _))
        {
            throw Malformed();
        }

        if (parts.Length > 3)
        {
            Read(text.AsSpan(parts[3]), long.MaxValue, null);
        }

        var aborted = new SortedSet<long>();
        if (parts.Length > 4)
        {
            Read(text.AsSpan(parts[4]), highest, aborted);
        }

        return new(highest, [.. aborted]);
    }

    private static void Read(ReadOnlySpan<char> list, long most, SortedSet<long>? ids)
    {
        if (list.IsEmpty)
        {
            return;
        }

        foreach (var part in list.Split(','))
        {
            if (!IsNumber(list[part], out var id) || id == 0 || id > most)
            {
                throw Malformed();
            }

            if (ids?.Add(id) == true && ids.Count > MostAborted)
            {
                throw Errors.Protocol($"More than {MostAborted} aborted write ids: compact the table first");
            }
        }
    }

    private static bool IsNumber(ReadOnlySpan<char> text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static Thrift.TApplicationException Malformed() => Errors.Protocol("validWriteIdlist is not table:highest:least open:open,...:aborted,...");
}
