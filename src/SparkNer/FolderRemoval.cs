namespace SparkNer;

/// <summary>Deletes folders that nobody needs any more, and whose staying harms nobody.</summary>
internal static class FolderRemoval
{
    /// <summary>Deletes a folder with all that is in it; one that cannot be deleted stays.</summary>
    public static void Try(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What the caller is about counts more than what it leaves behind.
        }
    }
}
