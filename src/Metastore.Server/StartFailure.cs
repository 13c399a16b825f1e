using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Metastore.Server;

/// <summary>Why the server can't start, for the operator who can do something about it.</summary>
internal static class StartFailure
{
    /// <summary>A line for each thing that is wrong; null for an error of ours, whose place in the code matters.</summary>
    public static IReadOnlyList<string>? Explain(Exception error) => error switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(inner => Explain(inner) ?? [inner.Message])],
        IOException { InnerException: AddressInUseException } => [$"{error.Message.Replace("http://", "", StringComparison.Ordinal)} See Rpc:Port and Http:Port"],
        // What the settings' binder throws; any other of this kind is a mistake in the code.
        System.InvalidOperationException { InnerException: ArgumentException or FormatException } => [error.Message],
        DbException => [$"The store can't be opened (Storage:ConnectionString): {error.Message}"],
        IOException or UnauthorizedAccessException or SocketException => [error.Message],
        _ => null,
    };
}
