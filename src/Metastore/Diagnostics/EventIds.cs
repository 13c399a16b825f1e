namespace Metastore.Diagnostics;

/// <summary>Ids of log lines: 1000 rpc, 2000 catalog objects, 3000 transactions, 4000 storage, 5000 host.</summary>
internal static class EventIds
{
    public const int Listening = 1000;
    public const int Stopped = 1001;
    public const int CallDone = 1010;
    public const int CallFailed = 1011;
    public const int ReplyFailed = 1012;
    public const int ConnectionRefused = 1020;
    public const int ConnectionFailed = 1021;
    public const int ConnectionIdle = 1022;
    public const int OutOfBytes = 1023;
    public const int ConnectionBroken = 1024;
}
