namespace Metastore.Tests.Conformance;

/// <summary>Just enough of the Thrift IDL to name what passes on the wire.</summary>
internal sealed class Idl
{
    private static readonly Dictionary<short, IdlField> NoFields = [];

    private readonly Dictionary<string, IReadOnlyDictionary<short, IdlField>> structs = [];
    private readonly Dictionary<string, IdlMethod> methods = [];

    /// <summary>Reads IDL files; later ones may use what earlier ones declare.</summary>
    public static Idl Load(params IEnumerable<string> paths)
    {
        var idl = new Idl();
        foreach (var path in paths)
        {
            new IdlParser(File.ReadAllText(path)).AddTo(idl.structs, idl.methods);
        }

        return idl;
    }

    /// <summary>The fields of a struct, union or exception by id; none when the IDL doesn't have it.</summary>
    public IReadOnlyDictionary<short, IdlField> Fields(string type) => structs.GetValueOrDefault(type, NoFields);

    public IdlMethod Method(string name) => methods.GetValueOrDefault(name, IdlMethod.Unknown);
}
