using System.Runtime.InteropServices;

namespace SparkNer.Benchmarks;

/// <summary>The processor time of the calling thread: what a run of one thread costs, whoever else uses the machine. Linux only.</summary>
internal static partial class ThreadClock
{
    private const int ThreadTime = 3;

    /// <summary>Seconds.</summary>
    public static double Now => GetTime(ThreadTime, out TimeSpec time) == 0 ? time.Seconds + (time.Nanoseconds * 1e-9) : throw new PlatformNotSupportedException();

    /// <summary>The middle one.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
