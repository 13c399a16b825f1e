using System.Data.Common;
using System.Diagnostics;
using Metastore.Rpc;

namespace Metastore.Bench.Wire;

/// <summary>What the database itself can do, to measure a metastore by: a prepared SELECT of one row by its key, the row as large as a table.</summary>
internal sealed class PointSelect : IDisposable
{
    private const int Rows = 100;
    private readonly Func<DbConnection> _open;

    public PointSelect(Func<DbConnection> open)
    {
        _open = open;
        using var connection = open();
        Run(connection, "DROP TABLE IF EXISTS bench_rows");
        Run(connection, "CREATE TABLE bench_rows (name TEXT NOT NULL PRIMARY KEY, payload BYTEA NOT NULL)");
        for (var row = 0; row < Rows; row++)
        {
            Run(connection, "INSERT INTO bench_rows (name, payload) VALUES (@name, @payload)", ("name", Dataset.PlainTable(row)), ("payload", Payload(row)));
        }
    }

    /// <summary>Asks for one row after the other, on as many connections.</summary>
    public Measurement Measure(int connections, TimeSpan time)
    {
        var times = new List<long>[connections];
        var begun = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, connections).Select(worker => new Thread(() => times[worker] = Work(time))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return new(times, elapsed: Stopwatch.GetElapsedTime(begun));
    }

    public void Dispose()
    {
        using var connection = _open();
        Run(connection, "DROP TABLE bench_rows");
    }

    private static byte[] Payload(int row) => ThriftBinary.Write(Dataset.Table(Dataset.PlainTable(row)));

    private static void Run(DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private List<long> Work(TimeSpan time)
    {
        using var connection = _open();
        using var command = Command(connection, "SELECT payload FROM bench_rows WHERE name = @name", ("name", Dataset.PlainTable(0)));
        command.Prepare();
        var times = new List<long>(1 << 16);
        var length = Payload(0).Length;
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < time;)
        {
            command.Parameters[0].Value = Dataset.PlainTable(times.Count % Rows);
            var asked = Stopwatch.GetTimestamp();
            var payload = (byte[])command.ExecuteScalar()!;
            times.Add(Stopwatch.GetTimestamp() - asked);
            _ = payload.Length == length ? length : throw new BenchException("The row is wrong");
        }

        return times;
    }
}
