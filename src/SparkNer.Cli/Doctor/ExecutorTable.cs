using System.Globalization;
using SparkNer.Spark.Ner;

namespace SparkNer.Cli.Doctor;

/// <summary>What the executors' reports come to. No I/O.</summary>
internal static class ExecutorTable
{
    private const double Gibibyte = 1 << 30;

    /// <summary>The headings of <see cref="Row"/>.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["", "host", "process", "processors", "memory", "glibc", "model", "loaded in", "found"];

    /// <summary>A row each worker process, in the order of hosts and processes. Of several reports of a process the first counts: it waited for the model.</summary>
    public static IReadOnlyList<PreflightReport> Processes(IEnumerable<PreflightReport> reports) =>
    [
        .. reports.GroupBy(r => (r.Host, r.ProcessId))
            .Select(g => g.FirstOrDefault(r => r.Error is not null) ?? g.MaxBy(r => r.LoadMilliseconds ?? 0)!)
            .OrderBy(r => r.Host, StringComparer.Ordinal).ThenBy(r => r.ProcessId),
    ];

    /// <summary>A process's cells.</summary>
    public static IReadOnlyList<string> Row(PreflightReport report, string fingerprint) =>
    [
        IsWell(report, fingerprint) ? "ok" : "wrong",
        report.Host,
        report.ProcessId.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{report.Cores} ({string.Join(", ", report.CpuFeatures)})"),
        Memory(report),
        report.Glibc ?? "none",
        report.Fingerprint is { } hash ? hash[..12] : "-",
        report.LoadMilliseconds is { } load ? string.Create(CultureInfo.InvariantCulture, $"{load:0} ms") : "-",
        report.Error ?? (report.Fingerprint == fingerprint ? string.Join(", ", report.Entities ?? []) : "another model than the driver's"),
    ];

    /// <summary>Whether a process can do its work.</summary>
    public static bool IsWell(PreflightReport report, string fingerprint) => report.Error is null && report.Fingerprint == fingerprint && report.Glibc is not null;

    private static string Memory(PreflightReport report)
    {
        long? bytes = report.MemoryLimitBytes ?? report.MemoryBytes;
        string text = bytes is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{bytes / Gibibyte:0.0} GiB");
        return report.WorkerMemoryMiB is { } worker ? string.Create(CultureInfo.InvariantCulture, $"{text}, {worker / 1024.0:0.0} for workers") : text;
    }
}
