using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace SparkNer.Cli.Doctor;

/// <summary>What there is to say about this machine.</summary>
internal static class Machine
{
    private const double Gigabyte = 1 << 30;

    /// <summary>The vector instructions that the model's arithmetic can use.</summary>
    public static string Instructions
    {
        get
        {
            string[] known = [.. new[]
            {
                (Name: "AVX2", Has: Avx2.IsSupported),
                (Name: "AVX-512", Has: Avx512F.IsSupported),
                (Name: "VNNI", Has: Avx512Vbmi.IsSupported && CpuFlags().Contains("avx512_vnni")),
                (Name: "AMX", Has: CpuFlags().Contains("amx_int8")),
            }.Where(f => f.Has).Select(f => f.Name)];
            return known.Length > 0 ? string.Join(' ', known) : "none of AVX2, AVX-512";
        }
    }

    /// <summary>Memory that a process may have, and that is free.</summary>
    public static string Memory
    {
        get
        {
            // What a container allows, if it allows less than the machine has.
            double allowed = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte;
            return string.Create(CultureInfo.InvariantCulture, $"{allowed:0.0} GiB");
        }
    }

    /// <summary>System and C library.</summary>
    public static string System => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}";

    private static HashSet<string> CpuFlags()
    {
        try
        {
            string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal));
            return [.. (line ?? "").Split(' ')];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
