using Metastore.Names;
using Thrift;

namespace Metastore;

/// <summary>One factory per wire error; the texts are Hive's, since clients match them.</summary>
internal static class Errors
{
    public static MetaException Meta(string message) => new() { Message = message };

    public static NoSuchObjectException NoSuchObject(string message) => new() { Message = message };

    public static AlreadyExistsException AlreadyExists(string message) => new() { Message = message };

    public static InvalidObjectException InvalidObject(string message) => new() { Message = message };

    public static InvalidOperationException InvalidOperation(string message) => new() { Message = message };

    public static InvalidInputException InvalidInput(string message) => new() { Message = message };

    public static UnknownDBException UnknownDatabase(string message) => new() { Message = message };

    public static UnknownTableException UnknownTable(string message) => new() { Message = message };

    public static InvalidPartitionException InvalidPartition(string message) => new() { Message = message };

    public static NoSuchLockException NoSuchLock(string message) => new() { Message = message };

    public static NoSuchTxnException NoSuchTransaction(string message) => new() { Message = message };

    public static TxnAbortedException TransactionAborted(string message) => new() { Message = message };

    public static TxnOpenException TransactionOpen(string message) => new() { Message = message };

    public static ConfigValSecurityException ConfigValSecurity(string message) => new() { Message = message };

    public static NoSuchObjectException NoSuchDatabase(DatabaseName name) => NoSuchObject($"database {name.Catalog}.{name.Database}");

    public static NoSuchObjectException NoSuchTable(TableName name) => NoSuchObject($"{name} table not found");

    /// <summary>Hive's server falls over this request: the client gets "Internal error processing" and the method's name.</summary>
    public static TApplicationException Internal() => new(TApplicationException.ExceptionType.InternalError);

    /// <summary>The request is not what the IDL says, where no other error is declared: a value of an enum that there isn't counts as a missing field in Hive.</summary>
    public static TApplicationException Protocol(string message) => new(TApplicationException.ExceptionType.ProtocolError, message);
}
