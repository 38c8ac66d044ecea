using Microsoft.Win32.SafeHandles;

namespace SparkNer.Files.DuckDb;

/// <summary>A connection to the process's DuckDB.</summary>
internal sealed class ConnectionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ConnectionHandle(nint connection)
        : base(ownsHandle: true)
    {
        SetHandle(connection);
    }

    protected override bool ReleaseHandle()
    {
        Native.Disconnect(ref handle);
        return true;
    }
}
