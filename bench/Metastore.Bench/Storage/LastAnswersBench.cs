using System.Diagnostics;
using Metastore.Bench.Wire;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Thrift.Protocol.Entities;

namespace Metastore.Bench.Storage;

/// <summary>What it costs each answered read that its answer is kept for worse times.</summary>
internal static class LastAnswersBench
{
    private const int Calls = 1_000_000;

    public static async Task RunAsync()
    {
        var answers = new LastAnswers(Options.Create(new ReadOptions()), TimeProvider.System, NullLogger<LastAnswers>.Instance);
        var output = new OutputBuffer();
        var protocol = new BinaryProtocol(output, 64);
        var request = (byte[])[0x80, 1, 0, 1, 0, 0, 0, 9, .. "get_table"u8, 0, 0, 0, 7, 11, 0, 1, 0, 0, 0, 5, .. "sales"u8, 11, 0, 2, 0, 0, 0, 6, .. "orders"u8, 0];
        output.Begin(null, inFrame: false);
        protocol.Begin(request, 0, request.Length, 10);
        await protocol.ReadMessageBeginAsync();
        await protocol.WriteMessageBeginAsync(new TMessage("get_table", TMessageType.Reply, 7));
        protocol.WriteRaw(ThriftBinary.Write(Dataset.Table(Dataset.PlainTable(0))));

        Measure(answers, protocol, outdates: false);
        var again = Measure(answers, protocol, outdates: false);
        var renewed = Measure(answers, protocol, outdates: true);
        Console.WriteLine($"\nKeeping an answer of {protocol.Answer.Length} bytes: {again:0} ns a call; {renewed:0} ns after a write, or a second later.");
    }

    private static double Measure(LastAnswers answers, BinaryProtocol protocol, bool outdates)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            if (outdates)
            {
                answers.Outdate();
            }

            answers.Keep(protocol, answers.Version);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls;
    }
}
