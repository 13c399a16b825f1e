namespace Metastore.Tests.Conformance;

/// <summary>The kind byte in a Thrift message header.</summary>
internal enum WireMessageType : byte
{
    Call = 1,
    Reply = 2,
    Exception = 3,
    Oneway = 4,
}
