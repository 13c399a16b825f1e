namespace Metastore.Notifications;

/// <summary>How the message of an event is written.</summary>
internal enum MessageFormat
{
    /// <summary>As it is: <c>json-0.2</c>.</summary>
    Json,

    /// <summary>The same packed, in Base64: <c>gzip(json-2.0)</c>.</summary>
    Gzip,
}
