using System.Text;
using Xunit;

namespace Metastore.Tests.Conformance;

public sealed class JudgeTests
{
    private const string Root = "file:/tmp/another/warehouse";
    private const short ResultField = 0;

    private readonly Judge judge = new(Specification.Shared, "4.0");

    [Fact]
    public void Recorded_replies_agree_with_themselves_after_a_stay_in_another_warehouse()
    {
        foreach (var (name, path) in Recordings.Engines.Concat(Recordings.HiveSuite))
        {
            var recording = Recording.Load(name, path);
            var paths = new WarehousePaths(recording.Header.Warehouse, Root);
            var own = new Judge(Specification.Shared, recording.Header.Release);
            foreach (var call in recording.Calls.Where(call => call.Reply is not null))
            {
                var reply = WireReader.ReadMessage(call.Reply);
                var moved = WireReader.ReadMessage(WireWriter.Write(reply with { Body = reply.Body.WithTexts(paths.There) }));
                Assert.Empty(own.Differences(call.Method, reply, moved with { Body = moved.Body.WithTexts(paths.Back) }, reply.SequenceId));
            }
        }
    }

    [Fact]
    public void Requests_of_the_recordings_are_written_as_they_were_read()
    {
        foreach (var (name, path) in Recordings.Engines.Concat(Recordings.HiveSuite))
        {
            Assert.All(Recording.Load(name, path).Calls, call => Assert.Equal(call.Request, WireWriter.Write(WireReader.ReadMessage(call.Request))));
        }
    }

    [Fact]
    public void Changed_field_is_named_by_its_path()
        => Assert.Equal(["sd.location: file:/a became file:/b"], Tables(Table(location: "file:/a"), Table(location: "file:/b")));

    [Fact]
    public void Missing_field_differs_unless_it_holds_its_default()
    {
        Assert.Equal(["owner: missing (was root)"], Tables(With(Table(), 3, Text("root")), Table()));
        Assert.Equal(["temporary: missing (was true)"], Tables(With(Table(), 14, new(WireType.Bool, true)), Table()));
        Assert.Empty(Tables(With(Table(), 14, new(WireType.Bool, false)), Table()));
    }

    [Fact]
    public void Extra_field_differs_unless_it_came_after_the_recorded_release()
    {
        Assert.Equal(["owner: extra (root)"], Tables(Table(), With(Table(), 3, Text("root"))));

        var older = new Judge(Specification.Shared, "3.1");
        Assert.Empty(older.Differences("get_table", Reply("get_table", Table()), Reply("get_table", With(Table(), 21, new(WireType.I8, (sbyte)8))), 7));
    }

    [Fact]
    public void Empty_list_is_not_an_absent_one()
        => Assert.Equal(["partitionKeys: extra ([])"], Tables(Table(), With(Table(), 8, List())));

    [Fact]
    public void Volatile_field_and_volatile_parameter_need_only_be_there()
    {
        Assert.Empty(Tables(With(Table(), 4, new(WireType.I32, 1)), With(Table(), 4, new(WireType.I32, 2))));
        Assert.Empty(Tables(With(Table(), 9, Map(("numFiles", "1"))), With(Table(), 9, Map(("numFiles", "2")))));
        Assert.Equal(["parameters[numRows]: 1 became 2"], Tables(With(Table(), 9, Map(("numRows", "1"))), With(Table(), 9, Map(("numRows", "2")))));
    }

    [Fact]
    public void Map_differs_by_its_missing_and_extra_keys_but_not_by_their_order()
    {
        Assert.Empty(Tables(With(Table(), 9, Map(("a", "1"), ("b", "2"))), With(Table(), 9, Map(("b", "2"), ("a", "1")))));
        Assert.Equal(["parameters[a]: missing (was 1)", "parameters[b]: extra (2)"], Tables(With(Table(), 9, Map(("a", "1"))), With(Table(), 9, Map(("b", "2")))));
    }

    [Fact]
    public void Order_of_a_list_matters_unless_the_method_has_none()
    {
        var (want, got) = (List(Text("a"), Text("b")), List(Text("b"), Text("a")));

        Assert.Equal(DifferenceKind.Order, Assert.Single(Results("get_all_databases", want, got)).Kind);
        Assert.Empty(Results("get_role_names", want, got));
        Assert.Equal(["[0]: a became b", "[1]: b became c"], Results("get_role_names", want, List(Text("b"), Text("c"))).Select(difference => difference.ToString()));
    }

    [Fact]
    public void Wire_type_matters()
        => Assert.Equal(["retention: wire type I32 became I64"], Tables(With(Table(), 6, new(WireType.I32, 0)), With(Table(), 6, new(WireType.I64, 0L))));

    [Fact]
    public void Other_exception_is_another_answer_but_another_text_is_counted_apart()
    {
        var (meta, other, missing) = (Thrown(1, "no t"), Thrown(1, "no table t"), Thrown(2, "no t"));

        var text = Assert.Single(judge.Differences("get_table", meta, other, 7));
        Assert.Equal((DifferenceKind.Text, "MetaException.message: no t became no table t"), (text.Kind, text.ToString()));
        var answer = Assert.Single(judge.Differences("get_table", meta, missing, 7));
        Assert.Equal((DifferenceKind.Value, "answer: MetaException (no t) became NoSuchObjectException (no t)"), (answer.Kind, answer.ToString()));
    }

    [Fact]
    public void Thrift_error_agrees_by_its_type()
    {
        var (unknown, internalError) = (Error("no such method", 1), Error("no such method", 6));

        Assert.Equal("TApplicationException type: 1 became 6", Assert.Single(judge.Differences("get_table", unknown, internalError, 7)).ToString());
        Assert.Equal(DifferenceKind.Text, Assert.Single(judge.Differences("get_table", unknown, Error("Invalid method", 1), 7)).Kind);
        Assert.StartsWith("message type: Reply became Exception", Assert.Single(judge.Differences("get_table", Reply("get_table", Table()), unknown, 7)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reply_must_bear_the_call_s_name_and_sequence_id()
    {
        var reply = Reply("get_table", Table());

        Assert.Equal(["reply: is named get_tables", "sequence id: 7 became 8"], judge.Differences("get_table", reply, reply with { Name = "get_tables", SequenceId = 8 }, 7).Select(difference => difference.ToString()));
    }

    private IEnumerable<string> Tables(WireStruct want, WireStruct got)
        => judge.Differences("get_table", Reply("get_table", want), Reply("get_table", got), 7).Select(difference => difference.ToString());

    private List<Difference> Results(string method, WireValue want, WireValue got)
        => judge.Differences(method, Message(method, ResultField, want), Message(method, ResultField, got), 7);

    private static WireMessage Reply(string method, WireStruct result) => Message(method, ResultField, new(WireType.Struct, result));

    private static WireMessage Thrown(short field, string text) => Message("get_table", field, new(WireType.Struct, With([], 1, Text(text))));

    private static WireMessage Message(string method, short field, WireValue value) => new(method, WireMessageType.Reply, 7, With([], field, value));

    private static WireMessage Error(string text, int type)
        => new("get_table", WireMessageType.Exception, 7, With(With([], 1, Text(text)), 2, new(WireType.I32, type)));

    private static WireStruct Table(string location = "file:/t")
        => With(With([], 1, Text("t")), 7, new(WireType.Struct, With([], 2, Text(location))));

    private static WireStruct With(WireStruct fields, short id, WireValue value)
    {
        fields[id] = value;
        return fields;
    }

    private static WireValue Text(string text) => new(WireType.Text, Encoding.UTF8.GetBytes(text));

    private static WireValue List(params WireValue[] items) => new(WireType.List, new WireList(WireType.Text, items));

    private static WireValue Map(params (string Key, string Value)[] entries)
        => new(WireType.Map, new WireMap(WireType.Text, WireType.Text, [.. entries.Select(entry => KeyValuePair.Create(Text(entry.Key), Text(entry.Value)))]));
}
