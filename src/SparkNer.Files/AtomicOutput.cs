using System.IO.Compression;
using SparkNer.Files.Writing;

namespace SparkNer.Files;

/// <summary>A file that appears under its name only when it is complete: it is written under a hidden name in the same folder, brought to the disk, and renamed.
/// </summary>
/// <remarks>Disposing without <see cref="Complete"/> leaves nothing behind. A device (<c>/dev/...</c>) is written directly. One thread.</remarks>
public sealed class AtomicOutput : IDisposable
{
    private readonly string _name;
    private readonly string _target;
    private readonly bool _overwrite;
    private readonly bool _device;
    private bool _done;

    /// <summary>Prepares an output: makes the folder where it is missing, and the temporary file.</summary>
    /// <param name="path">The output's name; where it is a link, the file that it leads to is replaced.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <exception cref="OutputException">The name is a folder's, or is taken; or nothing can be written there.</exception>
    public AtomicOutput(string path, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (_name, _overwrite) = (path, overwrite);
        _target = Path.GetFullPath(path);
        TemporaryPath = _target;
        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(_target))
        {
            throw new OutputException($"{path}: is a folder. Name a file to write.");
        }

        try
        {
            var link = new FileInfo(_target);
            _target = link.LinkTarget is null ? _target : link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? _target;
            _device = _target.StartsWith("/dev/", StringComparison.Ordinal) || _target.StartsWith("/proc/", StringComparison.Ordinal);
            if (_device)
            {
                TemporaryPath = _target;
                return;
            }

            CheckFree();
            string folder = Path.GetDirectoryName(_target)!;
            MakeFolder(folder);
            TemporaryPath = Path.Combine(folder, $".{Short(Path.GetFileName(_target))}.{Guid.NewGuid():N}.tmp");
            using (new FileStream(TemporaryPath, FileMode.CreateNew, FileAccess.Write))
            {
                // That it can be made shows now, and not after hours.
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw OutputException.For(path, e);
        }
    }

    /// <summary>Where the bytes go until the output is complete. The file is there, and empty.</summary>
    public string TemporaryPath { get; }

    /// <summary>Opens the temporary file for writing, packed where the output's name ends in <c>.gz</c>. Close the stream before <see cref="Complete"/>.</summary>
    /// <exception cref="OutputException">It cannot be opened.</exception>
    public Stream OpenStream()
    {
        try
        {
            var file = new FileStream(TemporaryPath, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 1);
            return FileFormats.IsGzip(_target) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputException.For(_name, e);
        }
    }

    /// <summary>Brings the file to the disk and gives it its name.</summary>
    /// <exception cref="OutputException">That failed, or the name has been taken meanwhile; nothing is left behind.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_done, this);
        try
        {
            if (!_device)
            {
                using (var file = new FileStream(TemporaryPath, FileMode.Open, FileAccess.ReadWrite))
                {
                    file.Flush(flushToDisk: true);
                }

                CheckFree();
                File.Move(TemporaryPath, _target, _overwrite);
                FolderSync.Flush(Path.GetDirectoryName(_target)!);
            }

            _done = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputException.For(_name, e);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Deletes the temporary file where the output is not complete.</summary>
    public void Dispose()
    {
        if (_done)
        {
            return;
        }

        _done = true;
        if (!_device)
        {
            try
            {
                File.Delete(TemporaryPath);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Nothing more can be done; the reason for giving up is the error that counts.
            }
        }
    }

    // File names have at most 255 bytes: room for the rest of the temporary name.
    private static string Short(string name) => name.Length <= 40 ? name : name[..40];

    private void CheckFree()
    {
        if (!_overwrite && File.Exists(_target))
        {
            throw new OutputException($"{_name}: exists already. Choose another name, or give --overwrite to replace it.");
        }
    }

    private void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{_name}: its folder {folder} cannot be made: {e.Message}", e);
        }
    }
}
