using System.Buffers.Binary;
using System.IO.Compression;
using Metastore.Rpc;
using Thrift.Protocol;

namespace Metastore.Server.Transfers;

/// <summary>
/// A metastore in a file: gzip around a line that names the format, then items of a kind (one byte), a length (four bytes, the highest first) and
/// the struct in Thrift's binary protocol; an item of kind 0 and length 0 ends it.
/// </summary>
internal static class TransferFile
{
    private const int HeadSize = 5;
    private const int LongestItem = 1 << 30;

    private static readonly byte[] Format = "metastore export 1\n"u8.ToArray();

    /// <summary>Begins a file; what is written to the stream is compressed.</summary>
    public static Stream Create(string path)
    {
        var stream = new GZipStream(new BufferedStream(File.Create(path), 1 << 16), CompressionLevel.Fastest);
        stream.Write(Format);
        return stream;
    }

    public static void Write(Stream stream, TransferKind kind, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], value.Length);
        stream.Write(head);
        stream.Write(value);
    }

    /// <summary>The items of a file in their order.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or it breaks off.</exception>
    public static IEnumerable<TransferItem> Read(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var format = new byte[Format.Length];
        if (stream.ReadAtLeast(format, format.Length, throwOnEndOfStream: false) < format.Length || !format.AsSpan().SequenceEqual(Format))
        {
            throw new InvalidDataException($"{path} is not an export of a metastore");
        }

        while (ReadItem(stream, path) is { } value)
        {
            yield return TransferItem.Of(value);
        }
    }

    private static TBase? ReadItem(Stream stream, string path)
    {
        var head = new byte[HeadSize];
        if (stream.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false) < HeadSize)
        {
            throw new InvalidDataException($"{path} breaks off: its export did not end");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
        if (length is < 0 or > LongestItem)
        {
            throw new InvalidDataException($"{path} is damaged");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return (TransferKind)head[0] switch
        {
            TransferKind.End => null,
            TransferKind.Role => ThriftBinary.Read<Role>(bytes),
            TransferKind.RoleGrant => ThriftBinary.Read<RolePrincipalGrant>(bytes),
            TransferKind.Catalog => ThriftBinary.Read<Catalog>(bytes),
            TransferKind.Database => ThriftBinary.Read<Database>(bytes),
            TransferKind.Function => ThriftBinary.Read<Function>(bytes),
            TransferKind.Table => ThriftBinary.Read<Table>(bytes),
            TransferKind.Statistics => ThriftBinary.Read<SetPartitionsStatsRequest>(bytes),
            TransferKind.Partitions => ThriftBinary.Read<AddPartitionsRequest>(bytes),
            TransferKind.Constraints => ThriftBinary.Read<CreateTableRequest>(bytes),
            TransferKind.Privileges => ThriftBinary.Read<PrivilegeBag>(bytes),
            TransferKind.WriteIds => ThriftBinary.Read<TableValidWriteIds>(bytes),
            TransferKind.DataConnector => ThriftBinary.Read<DataConnector>(bytes),
            TransferKind.StoredProcedure => ThriftBinary.Read<StoredProcedure>(bytes),
            TransferKind.Package => ThriftBinary.Read<Package>(bytes),
            TransferKind.ResourcePlan => ThriftBinary.Read<WMFullResourcePlan>(bytes),
            var kind => throw new InvalidDataException($"{path} holds something that this release does not know ({kind})"),
        };
    }
}
