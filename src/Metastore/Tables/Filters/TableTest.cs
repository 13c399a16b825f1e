namespace Metastore.Tables.Filters;

/// <summary>Whether a table is one of those meant.</summary>
internal delegate bool TableTest(FilteredTableRow table);
