using System.Diagnostics;

namespace SparkNer.Cli.Submit;

/// <summary>Finds or makes the archive for the executors: from a checkout by its script, from a package by packing its own folder again, once.</summary>
/// <param name="program">Where this program's files are.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="stderr">Where progress goes.</param>
internal sealed class ProgramArchive(ProgramFiles program, Func<string, string?> environment, TextWriter stderr)
{
    private const string Name = "sparkner-linux-x64";
    private const string Extension = ".tar.gz";

    /// <summary>Where the archive lies once it is made.</summary>
    public string Place => program.Folder is { } folder
        ? Path.Combine(Cache(), $"{Name}-{Version(folder)}{Extension}")
        : Path.Combine(program.Checkout!, "artifacts", Name + Extension);

    /// <summary>The archive's path; it is made if need be.</summary>
    /// <exception cref="UserErrorException">It could not be made.</exception>
    public string Get(CancellationToken cancellationToken)
    {
        if (program.Folder is null)
        {
            return RunScript([]);
        }

        string place = Place;
        if (!File.Exists(place))
        {
            Pack(place, cancellationToken);
        }

        return place;
    }

    /// <summary>Makes the archive at a place of the user's.</summary>
    /// <exception cref="UserErrorException">It could not be made.</exception>
    public string Make(string output, CancellationToken cancellationToken)
    {
        if (program.Folder is null)
        {
            return RunScript(["-o", Path.GetFullPath(output)]);
        }

        Pack(Path.GetFullPath(output), cancellationToken);
        return output;
    }

    private void Pack(string archive, CancellationToken cancellationToken)
    {
        stderr.WriteLine($"sparkner: packing the program for the executors: {archive}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(archive)!);
            ArchiveWriter.Pack(program.Folder!, archive, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"the archive for the executors cannot be written: {exception.Message} --archive names one that is there.", exception);
        }
    }

    private string RunScript(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(program.Checkout!, ProgramFiles.PackageScript), arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string path = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? path : throw new UserErrorException($"{ProgramFiles.PackageScript} failed: its reason stands above. --archive names an archive that is there.");
    }

    // "0.1.0 linux-x64 3f9ab2..." names the content as well.
    private static string Version(string folder)
    {
        string[] words = File.ReadAllText(Path.Combine(folder, ProgramFiles.VersionName)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [var version, _, var content] ? $"{version}-{content}" : throw new UserErrorException($"'{folder}/{ProgramFiles.VersionName}' is not what the package came with: unpack it anew.");
    }

    private string Cache() => UserCache.Folder(environment) ?? Path.Combine(Path.GetTempPath(), "sparkner");
}
