namespace Metastore.Rpc.Audits;

/// <summary>Whether it is written down who changed what.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>The value of <see cref="File"/> that stands for standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>File that gets a line of JSON for each call that changes something; <c>-</c> is standard output. Default: none.</summary>
    public string? File { get; init; }
}
