using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>The type numbers of Thrift's compact protocol.</summary>
internal static class CompactType
{
    public const byte Stop = 0;
    public const byte True = 1;
    public const byte False = 2;
    public const byte Byte = 3;
    public const byte I16 = 4;
    public const byte I32 = 5;
    public const byte I64 = 6;
    public const byte Double = 7;
    public const byte Binary = 8;
    public const byte List = 9;
    public const byte Set = 10;
    public const byte Map = 11;
    public const byte Struct = 12;
    public const byte Uuid = 13;

    public const int LongestI16 = 3;
    public const int LongestI32 = 5;
    public const int LongestI64 = 10;

    /// <summary>Whether a value can have the type.</summary>
    public static bool Exists(byte type) => type is > Stop and <= Uuid;

    public static byte Of(TType type) => type switch
    {
        TType.Bool => True,
        TType.Byte => Byte,
        TType.I16 => I16,
        TType.I32 => I32,
        TType.I64 => I64,
        TType.Double => Double,
        TType.String => Binary,
        TType.List => List,
        TType.Set => Set,
        TType.Map => Map,
        TType.Struct => Struct,
        TType.Uuid => Uuid,
        _ => Stop,
    };

    public static TType ToThrift(int type) => type switch
    {
        True or False => TType.Bool,
        Byte => TType.Byte,
        I16 => TType.I16,
        I32 => TType.I32,
        I64 => TType.I64,
        Double => TType.Double,
        Binary => TType.String,
        List => TType.List,
        Set => TType.Set,
        Map => TType.Map,
        Struct => TType.Struct,
        Uuid => TType.Uuid,
        _ => TType.Stop,
    };
}
