using System.Buffers.Binary;
using System.Security.Cryptography;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>
/// How a partition is stored: the fields of Hive's struct as on the wire, without the names of table, database and catalog and without the location
/// (a rename touches one row), and without the column list, which is kept once by its hash. The storage descriptor comes last and both structs are left
/// open, so that a reply is the stored bytes, the location, the columns, a stop, the names and a stop; Thrift readers take fields in any order.
/// </summary>
internal static class PartitionPayload
{
    private const short StorageDescriptorField = 6;
    private const short LocationField = 2;
    private const int FieldHeaderSize = 3;

    /// <summary>The stored form of a partition. Its names, its location and its column list are not part of it; the partition is left as it was.</summary>
    public static byte[] Write(Partition partition)
    {
        var given = partition.Sd;
        var descriptor = given ?? new();
        var names = (partition.DbName, partition.TableName, partition.CatName, descriptor.Location, descriptor.Cols);
        (partition.DbName, partition.TableName, partition.CatName, descriptor.Location, descriptor.Cols) = (null, null, null, null, null);
        partition.Sd = null;
        var head = ThriftBinary.Write(partition);
        var tail = ThriftBinary.Write(descriptor);
        (partition.DbName, partition.TableName, partition.CatName, descriptor.Location, descriptor.Cols) = names;
        partition.Sd = given;
        var payload = new byte[head.Length - 1 + FieldHeaderSize + tail.Length - 1];
        head.AsSpan(..^1).CopyTo(payload);
        WriteFieldHeader(payload.AsSpan(head.Length - 1), TType.Struct, StorageDescriptorField);
        tail.AsSpan(..^1).CopyTo(payload.AsSpan(head.Length + 2));
        return payload;
    }

    /// <summary>The partition as clients get it, but for its names and its location. The column list is shared between the partitions that have it.</summary>
    public static Partition Read(byte[] payload, List<FieldSchema>? columns)
    {
        // The two missing stops.
        var closed = new byte[payload.Length + 2];
        payload.CopyTo(closed, 0);
        var partition = ThriftBinary.Read<Partition>(closed);
        partition.Sd = IsMissing(partition.Sd!) ? null : partition.Sd;
        partition.Sd?.Cols = columns;
        return partition;
    }

    /// <summary>The fields of a partition that its stored form is without, and the stop.</summary>
    public static byte[] WriteNames(Table table)
    {
        var names = new Partition { CatName = table.CatName, DbName = table.DbName, TableName = table.TableName };
        names.__isset.writeId = false;
        return ThriftBinary.Write(names);
    }

    /// <summary>
    /// Writes a stored form into a reply but for what ends the struct. The location is in two parts, which are empty where there is none;
    /// <paramref name="columns"/> and <paramref name="names"/> are what <see cref="WriteColumns"/> and <see cref="WriteNames"/> make.
    /// </summary>
    public static void WriteReply(
        BinaryProtocol reply, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> root, ReadOnlySpan<byte> rest, ReadOnlySpan<byte> columns, ReadOnlySpan<byte> names)
    {
        if (payload.EndsWith<byte>([(byte)TType.Struct, 0, (byte)StorageDescriptorField]))
        {
            reply.WriteRaw(payload[..^FieldHeaderSize]);
        }
        else
        {
            reply.WriteRaw(payload);
            if (root.Length + rest.Length > 0)
            {
                Span<byte> head = stackalloc byte[FieldHeaderSize + sizeof(int)];
                WriteFieldHeader(head, TType.String, LocationField);
                BinaryPrimitives.WriteInt32BigEndian(head[FieldHeaderSize..], root.Length + rest.Length);
                reply.WriteRaw(head);
                reply.WriteRaw(root);
                reply.WriteRaw(rest);
            }

            reply.WriteRaw(columns);
            reply.WriteRaw([(byte)TType.Stop]);
        }

        reply.WriteRaw(names);
    }

    /// <summary>The stored form of a column list: the field of the storage descriptor as on the wire.</summary>
    public static byte[] WriteColumns(List<FieldSchema> columns)
    {
        var closed = ThriftBinary.Write(new StorageDescriptor { Cols = columns });
        return closed[..^1];
    }

    public static List<FieldSchema> ReadColumns(byte[] payload) => ThriftBinary.Read<StorageDescriptor>([.. payload, 0]).Cols!;

    /// <summary>The key of a stored column list: the first 16 bytes of its SHA-256.</summary>
    public static byte[] Hash(byte[] columns) => SHA256.HashData(columns)[..16];

    // A partition of a view may have been given without.
    private static bool IsMissing(StorageDescriptor descriptor) => descriptor is { SerdeInfo: null } && !descriptor.__isset.compressed;

    private static void WriteFieldHeader(Span<byte> target, TType type, short id)
    {
        target[0] = (byte)type;
        BinaryPrimitives.WriteInt16BigEndian(target[1..], id);
    }
}
