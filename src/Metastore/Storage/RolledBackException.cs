namespace Metastore.Storage;

/// <summary>Nothing of the transaction was kept, for certain; it may run again.</summary>
internal sealed class RolledBackException(Exception reason) : Exception(reason.Message, reason);
