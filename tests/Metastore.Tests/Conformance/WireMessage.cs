namespace Metastore.Tests.Conformance;

/// <summary>A whole Thrift message: a call's arguments, or the struct of its result or exception.</summary>
internal sealed record WireMessage(string Name, WireMessageType Type, int SequenceId, WireStruct Body);
