namespace Metastore.Bench.Wire;

/// <summary>The metastore did not answer as it must.</summary>
internal sealed class BenchException(string message) : Exception(message)
{
    /// <summary>The text of an error: generated exceptions hide the one that .NET knows.</summary>
    public static string TextOf(Exception error)
    {
        var own = Array.Find(error.GetType().GetProperties(), property => property.Name == nameof(Message) && property.DeclaringType == error.GetType());
        return own?.GetValue(error) as string ?? error.Message;
    }
}
