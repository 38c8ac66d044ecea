using System.Text;
using System.Text.RegularExpressions;

namespace SparkNer.Files;

/// <summary>Finds the files that a user means by names, folders and patterns.</summary>
/// <remarks>Thread-safe.</remarks>
public static class InputFiles
{
    /// <summary>The files that some names, folders and patterns stand for.</summary>
    /// <param name="patterns">File names, taken as they are; folders, which stand for the files in them (not below them) with known extensions; and patterns, in
    /// which <c>*</c> and <c>?</c> stand for any text and any character without <c>/</c>, and <c>**</c> for any folders. Folders and patterns pass over names that
    /// begin with <c>.</c> or <c>_</c>, as Spark does. <c>-</c> stays as it is.</param>
    /// <returns>The files: the patterns' in their order, one pattern's in ordinal order; none twice.</returns>
    /// <exception cref="InputException">Something stands for no file.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in patterns)
        {
            foreach (string file in ExpandOne(pattern))
            {
                if (file == "-" || seen.Add(Path.GetFullPath(file)))
                {
                    files.Add(file);
                }
            }
        }

        return files;
    }

    private static List<string> ExpandOne(string pattern)
    {
        if (pattern.Length == 0)
        {
            throw new InputException("An input has an empty name.");
        }

        // A name that is there is meant as it stands, whatever characters it has.
        if (pattern == "-" || File.Exists(pattern))
        {
            return [pattern];
        }

        try
        {
            if (Directory.Exists(pattern))
            {
                IEnumerable<string> known = Directory.EnumerateFiles(pattern).Where(f => IsVisible(f) && FileFormats.TryDetect(f, out _));
                List<string> inside = [.. known.Order(StringComparer.Ordinal)];
                return inside.Count > 0 ? inside : throw new InputException(
                    $"{pattern}: there is no file with a known extension in this folder ({string.Join(" ", FileFormats.KnownExtensions)}, also with .gz). "
                    + "Name the files themselves, or a pattern, together with the format.");
            }

            if (pattern.AsSpan().IndexOfAny('*', '?') >= 0)
            {
                List<string> matches = Match(pattern);
                return matches.Count > 0 ? matches : throw new InputException($"{pattern}: no file matches this pattern.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{pattern}: cannot be looked into: {e.Message}", e);
        }

        // The error that names the nearest file.
        Reading.InputFile.OpenRaw(pattern).Dispose();
        return [pattern];
    }

    private static List<string> Match(string pattern)
    {
        int wild = pattern.AsSpan().IndexOfAny('*', '?');
        int slash = pattern.LastIndexOf('/', wild);
        string root = slash < 0 ? "." : slash == 0 ? "/" : pattern[..slash];
        string rest = pattern[(slash + 1)..];
        if (!Directory.Exists(root))
        {
            return [];
        }

        var regex = new Regex(ToRegex(rest), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = rest.Contains('/', StringComparison.Ordinal) || rest.Contains("**", StringComparison.Ordinal),
            IgnoreInaccessible = true,
            AttributesToSkip = 0,
            MatchType = MatchType.Simple,
        };
        string prefix = slash < 0 ? "" : pattern[..(slash + 1)];
        var files = new List<string>();
        foreach (string path in Directory.EnumerateFiles(root, "*", options))
        {
            string relative = Path.GetRelativePath(root, path);
            if (regex.IsMatch(relative) && IsVisible(relative, rest))
            {
                files.Add(prefix + relative);
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static bool IsVisible(string path) => Path.GetFileName(path)[0] is not ('.' or '_');

    // A hidden name is passed over unless the pattern spells its beginning out.
    private static bool IsVisible(string relative, string pattern) =>
        relative.Split('/').All(part => part[0] is not ('.' or '_') || pattern.Split('/').Any(p => p.Length > 0 && p[0] == part[0]));

    private static string ToRegex(string pattern)
    {
        var regex = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (pattern.AsSpan(i).StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    char c => Regex.Escape(c.ToString()),
                });
            }
        }

        return regex.Append("\\z").ToString();
    }
}
