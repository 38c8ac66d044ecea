namespace SparkNer.Spark.Ner;

/// <summary>Decides which program the executors start.</summary>
internal sealed record WorkerProgram
{
    /// <summary>The setting with the program.</summary>
    public const string Setting = "spark.sparkner.worker";

    /// <summary>The folder as which the archive with the program is unpacked.</summary>
    public const string ArchiveName = "sparkner";

    private const string InArchive = $"./{ArchiveName}/sparkner";

    /// <summary>What <see cref="NerOptions.WorkerExecutable"/> says.</summary>
    public string? Option { get; init; }

    /// <summary>What the setting says.</summary>
    public string? Configured { get; init; }

    /// <summary>Spark's master.</summary>
    public required string Master { get; init; }

    /// <summary>What executors unpack: see <see cref="ArchivesOf"/>.</summary>
    public string? Archives { get; init; }

    /// <summary>This process's executable.</summary>
    public string? ProcessPath { get; init; } = Environment.ProcessPath;

    /// <summary>The program's own executable file where it was started as <c>dotnet X.dll</c>.</summary>
    public string? AppHost { get; init; } = EntryAppHost();

    /// <summary>The archives of a session's settings. On YARN spark-submit puts those of <c>--archives</c> into a setting of YARN's own.</summary>
    public static string ArchivesOf(Func<string, string?> setting) => string.Join(',', setting("spark.archives"), setting("spark.yarn.dist.archives"));

    /// <summary>The program's path as the executors see it.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to pass.</exception>
    public string Find()
    {
        if ((NotEmpty(Option) ?? NotEmpty(Configured)) is { } given)
        {
            return given;
        }

        if (Master == "local" || Master.StartsWith("local[", StringComparison.Ordinal))
        {
            return Itself() ?? throw new InvalidOperationException(
                $"The executors need a program to run, and this process is '{ProcessPath}', which is not one: build the program with an executable of its own (UseAppHost), "
                + $"or name one by NerOptions.WorkerExecutable or --conf {Setting}=/path/to/sparkner.");
        }

        bool hasArchive = (Archives ?? "").Split(',', StringSplitOptions.TrimEntries).Any(a => a.EndsWith('#' + ArchiveName, StringComparison.Ordinal));
        return hasArchive ? InArchive : throw new InvalidOperationException(
            $"The executors of {Master} need sparkner's program: ship it with --archives sparkner-linux-x64.tar.gz#{ArchiveName}, "
            + $"or, where every node has it at one path, name that by --conf {Setting}=/path/to/sparkner.");
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? EntryAppHost()
    {
        string? name = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name;
        return name is null ? null : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? name + ".exe" : name);
    }

    private string? Itself()
    {
        if (ProcessPath is not null && Path.GetFileNameWithoutExtension(ProcessPath) != "dotnet")
        {
            return ProcessPath;
        }

        return AppHost is not null && File.Exists(AppHost) ? AppHost : null;
    }
}
