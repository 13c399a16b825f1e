namespace Metastore.Tests.Conformance;

/// <summary>The type byte before a value in Thrift's binary protocol.</summary>
internal enum WireType : byte
{
    Stop = 0,
    Bool = 2,
    I8 = 3,
    Float = 4,
    I16 = 6,
    I32 = 8,
    I64 = 10,
    Text = 11,
    Struct = 12,
    Map = 13,
    Set = 14,
    List = 15,
}
