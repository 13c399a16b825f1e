namespace Metastore.Storage;

/// <summary>Names one attempt to commit. It is written with it, and so tells afterwards whether it succeeded.</summary>
internal readonly record struct CommitToken(Guid Id, long Millis)
{
    public static CommitToken Create(TimeProvider time) => new(Guid.NewGuid(), time.GetUtcNow().ToUnixTimeMilliseconds());
}
