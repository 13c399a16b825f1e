using System.Text;

namespace Metastore.Partitions;

/// <summary>Names in the order of their UTF-8 bytes, each once, to tell which of others, coming in that order too, are among them.</summary>
internal sealed class AscendingNames(IReadOnlyList<string> names)
{
    private byte[] _bytes = [];
    private int _length;
    private int _read;

    /// <summary>Whether a name is among them; it must lie behind those asked about before.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        for (; _length > 0 || Read(); _length = 0)
        {
            var order = _bytes.AsSpan(0, _length).SequenceCompareTo(name);
            if (order >= 0)
            {
                return order == 0;
            }
        }

        return false;
    }

    private bool Read()
    {
        if (_read == names.Count)
        {
            return false;
        }

        var name = names[_read++];
        if (_bytes.Length < Encoding.UTF8.GetMaxByteCount(name.Length))
        {
            _bytes = new byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
        }

        _length = Encoding.UTF8.GetBytes(name, _bytes);
        return _length > 0 || Read();
    }
}
