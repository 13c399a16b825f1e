namespace Metastore.Tests.Support;

/// <summary>A database that the tests run on.</summary>
public enum Store
{
    Sqlite,

    /// <summary>Started by the tests from the installed package; skipped where there is none.</summary>
    Postgres,

    /// <summary>Where METASTORE_TEST_COCKROACH holds a connection string or a Docker engine runs; skipped elsewhere.</summary>
    Cockroach,
}
