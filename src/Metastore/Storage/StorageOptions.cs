using System.ComponentModel.DataAnnotations;

namespace Metastore.Storage;

/// <summary>Where the catalog is kept.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The kind of database. Default Sqlite.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>ADO.NET connection string. Default: a file below the current directory.</summary>
    [Required]
    public string ConnectionString { get; set; } = "Data Source=metastore-data/metastore.db";

    /// <summary>Time one statement may take, in seconds. Default 30, 1 to 600.</summary>
    [Range(1, 600)]
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>How often a write that the database rolled back is tried again. Default 10, 0 to 100.</summary>
    [Range(0, 100)]
    public int WriteRetries { get; set; } = 10;
}
