namespace Metastore.Bench.Wire;

/// <summary>The report: a line for each question, measured when it is printed.</summary>
internal sealed class Report(WireOptions options, Runner runner, PointSelect? select)
{
    public void Print(IEnumerable<Question> questions)
    {
        var many = options.Connections;
        Console.WriteLine($"{Environment.ProcessorCount} cores with the load on them, {options.Time.TotalSeconds:G} s a figure, times in ms. "
            + $"\"× select\": p50 in those of the database's own point select, measured just before; at {many}: calls per such select.");
        Console.WriteLine();
        Console.WriteLine($"| call | p50 | p99 | × select | KB allocated | calls/s, {many} connections | p99 | of selects | calls/s, {many} at a time, each on a new connection |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        if (select?.Measure(1, options.Time) is { } one && select.Measure(many, options.Time) is { } all)
        {
            Console.WriteLine($"| the database's own point select | {Times(one)} | 1 | | {all.Rate:N0} | {Milliseconds(all, 0.99)} | 1 | |");
        }

        foreach (var question in questions.Where(question => options.Only?.IsMatch(question.Name) ?? true))
        {
            Console.WriteLine($"| {question.Name} | {Measure(question)} |");
        }
    }

    private string Measure(Question question)
    {
        try
        {
            var selects = select?.Measure(1, options.Time / 4);
            var one = runner.Run(question, 1, reconnect: false);
            var alone = $"{Times(one)} | {one.Percentile(0.5) / selects?.Percentile(0.5):F2} | {one.AllocatedPerCall / 1024:F1}";
            return question.Alone ? $"{alone} | | | |" : $"{alone} | {MeasureMany(question)}";
        }
        catch (BenchException e)
        {
            return $"{e.Message} | | | | | | |";
        }
    }

    private string MeasureMany(Question question)
    {
        var selects = select?.Measure(options.Connections, options.Time / 4);
        var all = runner.Run(question, options.Connections, reconnect: false);
        var fresh = runner.Run(question, options.Connections, reconnect: true);
        return $"{all.Rate:N0} | {Milliseconds(all, 0.99)} | {all.Rate / selects?.Rate:F2} | {fresh.Rate:N0}";
    }

    private static string Times(Measurement measurement) => $"{Milliseconds(measurement, 0.5)} | {Milliseconds(measurement, 0.99)}";

    private static string Milliseconds(Measurement measurement, double share) => measurement.Percentile(share) switch
    {
        < 1 and var few => $"{few:F3}",
        < 10 and var some => $"{some:F2}",
        var many => $"{many:N0}",
    };
}
