using System.Collections;
using System.Text.Json;

namespace Metastore.Storage;

/// <summary>The few words in which the databases differ; everything else is one SQL text for all.</summary>
internal abstract class Dialect
{
    public static Dialect Sqlite { get; } = new SqliteDialect();

    public static Dialect Postgres { get; } = new PostgresDialect();

    public static Dialect Cockroach { get; } = new CockroachDialect();

    /// <summary>Membership in a list parameter made by <see cref="List{T}"/>: <c>name {dialect.AnyOf("names")}</c>.</summary>
    public abstract string AnyOf(string parameter);

    /// <summary>
    /// With <see cref="IsEach"/> and <see cref="OrderOfEach"/>: a table's rows with a column in a list parameter, in the order of the list, which must be
    /// ascending, each value once. The rows, which are wide, are not sorted.
    /// </summary>
    public virtual string FromEach(string parameter, string table) => table;

    /// <inheritdoc cref="FromEach"/>
    public virtual string IsEach(string parameter, string column) => $"{column} {AnyOf(parameter)}";

    /// <inheritdoc cref="FromEach"/>
    public virtual string OrderOfEach(string column) => column;

    /// <summary>The value for a parameter that <see cref="AnyOf"/> reads.</summary>
    public abstract object List<T>(IEnumerable<T> values);

    /// <summary>The rows <c>(low, high)</c> of two list parameters made by <see cref="List{T}"/>, of one length, to select from.</summary>
    public abstract string Pairs(string lows, string highs);

    /// <summary>The source of an INSERT of many rows, whose values <see cref="Tx.ExecuteManyAsync"/> is given by column.</summary>
    public abstract string Rows(params string[] parameters);

    /// <summary>The same rows as a table to join with, its columns named as the parameters: <c>UPDATE … FROM {dialect.Given("name")} given</c>.</summary>
    public abstract string Given(params string[] parameters);

    /// <summary>Whether statements gain from being prepared by hand.</summary>
    public virtual bool PreparesExplicitly => true;

    /// <summary>Whether DDL takes part in transactions.</summary>
    public virtual bool HasTransactionalDdl => true;

    /// <summary>Whether a statement over <see cref="Rows"/> takes all rows at once, as arrays.</summary>
    public abstract bool TakesArrays { get; }

    /// <summary>Locks the rows a SELECT finds until the transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>
    /// Orders rows that have stayed as they were added by when that was committed: what was committed before another transaction began comes before
    /// what that one has added, whatever the clocks of their servers say.
    /// </summary>
    public abstract string CommitOrder { get; }

    /// <summary>A migration's statement in this database's words.</summary>
    public abstract string Ddl(string statement);

    private sealed class SqliteDialect : Dialect
    {
        public override bool TakesArrays => false;

        // A connection keeps its commands, and with them what SQLite prepared.
        public override bool PreparesExplicitly => false;

        // There is one writer at a time.
        public override string ForUpdate => "";

        public override string CommitOrder => "rowid";

        public override string AnyOf(string parameter) => $"IN (SELECT value FROM json_each(@{parameter}))";

        public override object List<T>(IEnumerable<T> values) => JsonSerializer.Serialize(values);

        public override string Pairs(string lows, string highs) =>
            $"(SELECT f.value AS low, s.value AS high FROM json_each(@{lows}) f JOIN json_each(@{highs}) s ON s.key = f.key)";

        public override string Rows(params string[] parameters) => $"VALUES ({string.Join(", ", parameters.Select(p => "@" + p))})";

        public override string Given(params string[] parameters) => $"(SELECT {string.Join(", ", parameters.Select(p => $"@{p} AS \"{p}\""))})";

        // SQLite compares text by bytes unless told otherwise.
        public override string Ddl(string statement) =>
            statement.Replace(" COLLATE \"C\"", "", StringComparison.Ordinal).Replace("BYTEA", "BLOB", StringComparison.Ordinal);
    }

    private abstract class ServerDialect : Dialect
    {
        public override bool TakesArrays => true;

        public override string ForUpdate => "FOR UPDATE";

        public override object List<T>(IEnumerable<T> values) => values is ICollection { Count: 0 } ? Array.Empty<T>() : values.ToArray();

        public override string Rows(params string[] parameters)
        {
            // Quoted, since parameters may be called "table" or "user".
            var names = string.Join(", ", parameters.Select(p => $"\"{p}\""));
            return $"SELECT {names} FROM unnest({string.Join(", ", parameters.Select(p => "@" + p))}) AS given ({names})";
        }

        public override string Given(params string[] parameters) => $"({Rows(parameters)})";

        public override string Pairs(string lows, string highs) =>
            $"(SELECT u.f AS low, u.s AS high FROM unnest(@{lows}, @{highs}) AS u (f, s))";
    }

    private sealed class PostgresDialect : ServerDialect
    {
        // Not = ANY, of which the planner thinks that comparing with each of ten thousand is cheap.
        public override string AnyOf(string parameter) => $"IN (SELECT unnest(@{parameter}))";

        public override string FromEach(string parameter, string table) => $"unnest(@{parameter}) WITH ORDINALITY AS asked (value, place), {table}";

        public override string IsEach(string parameter, string column) => $"{column} = asked.value";

        public override string OrderOfEach(string column) => "asked.place";

        // Serializable transactions of which one has seen the other's commit took their ids in that order.
        public override string CommitOrder => "age(xmin) DESC";

        public override string Ddl(string statement) => statement;
    }

    private sealed class CockroachDialect : ServerDialect
    {
        // It makes one span of its index of each value.
        public override string AnyOf(string parameter) => $"= ANY(@{parameter})";

        public override string CommitOrder => "crdb_internal_mvcc_timestamp";

        // DDL commits the open transaction.
        public override bool HasTransactionalDdl => false;

        // Text is compared by bytes there, too; a collation would make it another type.
        public override string Ddl(string statement) => statement.Replace(" COLLATE \"C\"", "", StringComparison.Ordinal);
    }
}
