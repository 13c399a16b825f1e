using Thrift;
using Thrift.Transport;

namespace Metastore.Rpc.Wire;

/// <summary>Stands where Thrift's library wants a transport: our protocols have their bytes in memory, and the connection sends them.</summary>
internal sealed class NoTransport : TTransport
{
    public static readonly NoTransport Instance = new();

    public override bool IsOpen => true;

    public override TConfiguration Configuration { get; } = new();

    public override void UpdateKnownMessageSize(long size)
    {
    }

    public override void CheckReadBytesAvailable(long numBytes)
    {
    }

    public override void ResetMessageSizeAndConsumedBytes(long newSize = -1)
    {
    }

    public override Task OpenAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override void Close()
    {
    }

    public override ValueTask<int> ReadAsync(byte[] buffer, int offset, int length, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task WriteAsync(byte[] buffer, int offset, int length, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
    }
}
