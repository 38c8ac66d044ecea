namespace SparkNer.Hub.Cache;

/// <summary>
/// The lock under which one blob is written, so that two programs do not fetch it at once. The system's lock on an open file (flock), which huggingface_hub
/// takes too; it ends with the process whatever happens.
/// </summary>
internal static class BlobLock
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="waiting">Called once if another program has it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What releases the lock when disposed.</returns>
    public static async Task<IDisposable> TakeAsync(string path, Action waiting, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (bool first = true; ; first = false)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (first)
                {
                    waiting();
                }
            }

            await Task.Delay(_poll, cancellationToken).ConfigureAwait(false);
        }
    }

    // What .NET makes of EWOULDBLOCK on Linux and macOS, and of a sharing violation on Windows.
    private static bool IsHeld(IOException error) => error.GetType() == typeof(IOException) && error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
