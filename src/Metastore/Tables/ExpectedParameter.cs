namespace Metastore.Tables;

/// <summary>A change that is to be made only if a parameter still has the value that the client saw: how Iceberg commits without a lock.</summary>
internal readonly record struct ExpectedParameter(string Key, string Value)
{
    // Its values name the writer: no two commits have the same.
    private const string UniqueKey = "metadata_location";

    /// <summary>What the request expects, in its environment context or its own fields; null if nothing.</summary>
    public static ExpectedParameter? Of(AlterTableRequest request, Dictionary<string, string> context)
    {
        var key = context.GetValueOrDefault("expected_parameter_key") ?? request.ExpectedParameterKey;
        var value = context.GetValueOrDefault("expected_parameter_value") ?? request.ExpectedParameterValue;
        return key is null || value is null ? null : new(key, value);
    }

    /// <summary>Whether the stored table is the outcome of this very request: the client did not get the answer and asks again.</summary>
    public bool IsRepeat(Table old, Table changed) =>
        Key == UniqueKey && old.Parameters?.GetValueOrDefault(Key) is { } current && current != Value && current == changed.Parameters?.GetValueOrDefault(Key);

    /// <exception cref="MetaException">The parameter has another value, or the change has none for it; clients match the text.</exception>
    public void Require(Table old, Table changed)
    {
        if (changed.Parameters?.GetValueOrDefault(Key) is null)
        {
            throw Errors.Meta($"New value for expected key {Key} is not set");
        }

        var current = old.Parameters?.GetValueOrDefault(Key);
        if (current != Value)
        {
            throw Errors.Meta($"The table has been modified. The parameter value for key '{Key}' is '{current ?? "null"}'. The expected was value was '{Value}'");
        }
    }

    /// <summary>The table was changed between the look at it and the write.</summary>
    public MetaException Raced() => Errors.Meta($"The table has been modified. The parameter value for key '{Key}' is different");
}
