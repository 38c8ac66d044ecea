using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using SparkNer.Onnx.Quantization;

namespace SparkNer.Spark.Ner;

/// <summary>What a process can say about its machine. What cannot be found out is null, never an error.</summary>
internal static partial class MachineFacts
{
    private const string WorkerMemory = "PYSPARK_EXECUTOR_MEMORY_MB";

    // Newer and older control groups.
    private static readonly string[] _limitFiles = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

    /// <summary>A report without a model.</summary>
    public static PreflightReport Report()
    {
        long? total = TotalMemory();
        return new PreflightReport
        {
            Host = Environment.MachineName,
            ProcessId = Environment.ProcessId,
            Sparkner = SparknerVersion.Text,
            Runtime = RuntimeInformation.FrameworkDescription,
            System = RuntimeInformation.OSDescription,
            Glibc = Glibc(),
            Cores = Environment.ProcessorCount,
            CpuFeatures = CpuFeatures(),
            MemoryBytes = total,
            MemoryLimitBytes = MemoryLimit() is { } limit && limit < (total ?? long.MaxValue) ? limit : null,
            WorkerMemoryMiB = WorkerMemoryMiB(),
            WorkingSetBytes = Environment.WorkingSet,
            Loads = ModelCache.Loads,
        };
    }

    /// <summary>Instruction sets that make inference fast.</summary>
    public static IReadOnlyList<string> CpuFeatures()
    {
        var features = new List<string>();
        if (Avx2.IsSupported)
        {
            features.Add("avx2");
        }

        if (Avx512F.IsSupported)
        {
            features.Add("avx512");
        }

        if (ByteProducts.HasVnni)
        {
            features.Add("vnni");
        }

        return features;
    }

    /// <summary>The version of glibc, or null.</summary>
    public static string? Glibc()
    {
        try
        {
            return Marshal.PtrToStringUTF8(GetLibcVersion());
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The machine's memory in bytes, or null.</summary>
    public static long? TotalMemory()
    {
        string? line = FirstLine("/proc/meminfo", "MemTotal:");
        string[] parts = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length >= 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long kib) ? kib * 1024 : null;
    }

    /// <summary>What Spark sets aside for a worker, in MiB for each core; null if it says nothing.</summary>
    public static int? WorkerMemoryMiB() =>
        int.TryParse(Environment.GetEnvironmentVariable(WorkerMemory), NumberStyles.None, CultureInfo.InvariantCulture, out int mib) ? mib : null;

    /// <summary>The container's limit in bytes, or null.</summary>
    public static long? MemoryLimit()
    {
        foreach (string file in _limitFiles)
        {
            if (long.TryParse(FirstLine(file, ""), NumberStyles.None, CultureInfo.InvariantCulture, out long limit))
            {
                return limit;
            }
        }

        return null;
    }

    private static string? FirstLine(string file, string start)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal))?.Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GetLibcVersion();
}
