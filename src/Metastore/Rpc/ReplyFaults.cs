using Microsoft.Extensions.Logging;

namespace Metastore.Rpc;

/// <summary>The generated processor tells only its logger why it could not write a reply: this is that logger, and keeps the reason.</summary>
internal sealed class ReplyFaults : ILogger<ThriftHiveMetastore.AsyncProcessor>
{
    /// <summary>Why the last reply was given up; null when it was not.</summary>
    public Exception? Last { get; set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Last = (state as IReadOnlyList<KeyValuePair<string, object?>>)?.Select(pair => pair.Value).OfType<Exception>().FirstOrDefault();
}
