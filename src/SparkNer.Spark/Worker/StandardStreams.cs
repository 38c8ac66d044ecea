using Microsoft.Win32.SafeHandles;

namespace SparkNer.Spark.Worker;

/// <summary>The process's standard streams as they are: no buffer, no encoding, no terminal. <see cref="Console"/> would cost start-up time.</summary>
internal static class StandardStreams
{
    public static Stream Input() => Open(0, FileAccess.Read);

    public static Stream Output() => Open(1, FileAccess.Write);

    public static Stream Error() => Open(2, FileAccess.Write);

    private static Stream Open(int number, FileAccess access) => OperatingSystem.IsWindows()
        ? number switch
        {
            0 => Console.OpenStandardInput(),
            1 => Console.OpenStandardOutput(),
            _ => Console.OpenStandardError(),
        }
        : new FileStream(new SafeFileHandle(number, ownsHandle: false), access, bufferSize: 0);
}
