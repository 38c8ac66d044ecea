namespace SparkNer.Onnx.Import;

/// <summary>A lock between processes: whoever has the file open. The system gives it back when a process dies, however it dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock if nobody has it.</summary>
    /// <param name="path">The lock's file; it stays afterwards, since one that is deleted could be locked by two.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    /// <summary>Takes the lock, and waits for it if need be.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="onWait">Called once, if the wait is long enough to wonder at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static FolderLock Take(string path, Action onWait, CancellationToken cancellationToken)
    {
        FolderLock? taken = TryTake(path);
        for (TimeSpan waited = TimeSpan.Zero; taken is null; taken = TryTake(path))
        {
            cancellationToken.WaitHandle.WaitOne(_pause);
            cancellationToken.ThrowIfCancellationRequested();
            if (waited < _patience && (waited += _pause) >= _patience)
            {
                onWait();
            }
        }

        return taken;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // .NET names no exception of its own for a file that another has open: EWOULDBLOCK of Linux and of macOS, sharing violation of Windows.
    private static bool IsTaken(IOException e) => e.GetType() == typeof(IOException) && (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
