namespace Metastore.Notifications;

/// <summary>Files as messages have them.</summary>
internal static class InsertedFiles
{
    /// <summary>URI, checksum, place of the copy and subdirectory, with <c>#</c> between. There are no copies, and without them Hive leaves out the checksum, too.</summary>
    /// <remarks>Hive <c>ReplChangeManager.encodeFileUri</c>.</remarks>
    public static IEnumerable<string> Of(IEnumerable<string> files, List<string>? directories) => files.Select((file, i) => $"{file}###{directories?.ElementAtOrDefault(i)}");

    /// <inheritdoc cref="Of(IEnumerable{string}, List{string}?)"/>
    public static IEnumerable<string> Of(InsertEventRequestData data) => Of(data.FilesAdded ?? [], data.SubDirectoryList);
}
