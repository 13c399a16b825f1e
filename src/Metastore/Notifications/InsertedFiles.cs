namespace Metastore.Notifications;

/// <summary>The files of an insert as messages have them.</summary>
internal static class InsertedFiles
{
    /// <summary>URI, checksum, place of the copy and subdirectory, with <c>#</c> between. There are no copies, and without them Hive leaves out the checksum, too.</summary>
    /// <remarks>Hive <c>ReplChangeManager.encodeFileUri</c>.</remarks>
    public static IEnumerable<string> Of(InsertEventRequestData data) =>
        (data.FilesAdded ?? []).Select((file, i) => $"{file}###{data.SubDirectoryList?.ElementAtOrDefault(i)}");
}
