namespace Metastore;

/// <summary>A call was not run because its turn, memory for its request, or a connection that its reply would hold did not come in time.</summary>
/// <remarks>Trino asks again for half a minute where it reads; Hive's clients report it: they only repeat after texts that look like a broken connection.</remarks>
internal sealed class BusyException() : Exception("The metastore is too busy: this call waited for its turn, for memory or for a connection for too long and was not run. Nothing was changed, try again");
