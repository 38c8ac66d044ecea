using System.Runtime.InteropServices;

namespace SparkNer.Spark.Worker;

/// <summary>The few calls to the system that .NET has no name for. Linux only.</summary>
internal static partial class Native
{
    public const short PollError = 0x0008;
    public const short PollHangUp = 0x0010;
    public const short PollPeerClosed = 0x2000;

    // By number: older C libraries have no function of that name.
    private const nint GetTidX64 = 186;
    private const nint GetTidArm64 = 178;

    /// <summary>The calling thread's number in the system, by which others can find it like a process.</summary>
    /// <returns>0 where it is not known.</returns>
    public static int CurrentThreadId() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 when OperatingSystem.IsLinux() => (int)SystemCall(GetTidX64),
        Architecture.Arm64 when OperatingSystem.IsLinux() => (int)SystemCall(GetTidArm64),
        _ => 0,
    };

    /// <summary>Waits until something happens to one of several sockets.</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<PollEntry> entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number);

    /// <summary>A socket to wait for, as the system has it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        /// <summary>The socket.</summary>
        public int Handle;

        /// <summary>What to wait for.</summary>
        public short Events;

        /// <summary>What has happened.</summary>
        public short Happened;
    }
}
