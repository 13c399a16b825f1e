using System.ComponentModel.DataAnnotations;

namespace Metastore.Warehouse;

/// <summary>Where tables and databases without a location of their own go.</summary>
internal sealed class WarehouseOptions
{
    public const string Section = "Warehouse";

    /// <summary>Directory of managed tables: a path or a URI. Default: below the current directory.</summary>
    [Required]
    public string Directory { get; set; } = "metastore-data/warehouse";

    /// <summary>Directory of databases without a location, and of external tables. Default: the same as <see cref="Directory"/>.</summary>
    public string? ExternalDirectory { get; set; }

    /// <summary>Further directories, as paths or URIs, whose contents may be deleted when an object in them is dropped. Default: none.</summary>
    public IList<string> DeletableDirectories { get; init; } = [];

    /// <summary>All directories whose contents may be deleted, as locations: that of managed tables, then the external one.</summary>
    internal string[] Deletable =>
    [
        Location.FromOption(Directory),
        Location.FromOption(ExternalDirectory ?? Directory),
        .. DeletableDirectories.Select(Location.FromOption),
    ];
}
