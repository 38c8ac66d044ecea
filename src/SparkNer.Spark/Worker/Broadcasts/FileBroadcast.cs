using Microsoft.Win32.SafeHandles;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>A broadcast in the executor's file, held open: it stays readable when Spark deletes the file.</summary>
internal sealed class FileBroadcast : BroadcastValue
{
    private readonly SafeFileHandle _file;

    /// <summary>Opens the file.</summary>
    public FileBroadcast(long id, string path)
    {
        Id = id;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_file);
    }

    public override long Id { get; }

    public override long Length { get; }

    public override bool MayTouchDisk => true;

    // The handle counts its users: the file is closed when the last has gone, be it the connection or a model that is still being loaded for others.
    public override Stream Open()
    {
        bool counted = false;
        _file.DangerousAddRef(ref counted);
        return new RangeStream(Length, (buffer, at) => RandomAccess.Read(_file, buffer, at), _file.DangerousRelease);
    }

    public override void Dispose() => _file.Dispose();
}
