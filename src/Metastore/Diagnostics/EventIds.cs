namespace Metastore.Diagnostics;

/// <summary>Ids of log lines: 1000 rpc, 2000 catalog objects, 3000 transactions, 4000 storage, 5000 host.</summary>
internal static class EventIds
{
    public const int Listening = 1000;
    public const int Stopped = 1001;
    public const int Store = 1002;
    public const int Uri = 1003;
    public const int HiveVariable = 1004;
    public const int CallDone = 1010;
    public const int CallFailed = 1011;
    public const int ReplyFailed = 1012;
    public const int ConnectionRefused = 1020;
    public const int ConnectionFailed = 1021;
    public const int ConnectionIdle = 1022;
    public const int OutOfBytes = 1023;
    public const int ConnectionBroken = 1024;
    public const int KeptDirectory = 2001;
    public const int NotDeleted = 2002;
    public const int EventsNotNumbered = 2010;
    public const int EventsRemoved = 2011;
    public const int EventsKept = 2012;
    public const int TransactionsAborted = 3001;
    public const int HousekeepingFailed = 3002;
    public const int MigrationApplied = 4001;
    public const int DatabaseRecognised = 4002;
    public const int PlacementApplied = 4003;
    public const int PlacementMissing = 4004;
    public const int StartedReadOnly = 4005;
    public const int TokensRemoved = 4006;
    public const int TokensKept = 4007;
    public const int BreakerChanged = 4010;
    public const int StaleRead = 4011;
    public const int NotConfirmed = 4012;
    public const int ReadFailed = 4013;
    public const int LastAnswer = 4014;
    public const int AmbiguousCommit = 4020;
    public const int WriteFailed = 4021;
    public const int WriteContended = 4022;
    public const int StoreLost = 4030;
    public const int StoreRecovered = 4031;
    public const int HttpListening = 5000;
}
