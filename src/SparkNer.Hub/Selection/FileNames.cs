namespace SparkNer.Hub.Selection;

/// <summary>Names of files as a server gives them: nobody has checked them.</summary>
internal static class FileNames
{
    private const int MaxLength = 512;

    /// <summary>Whether a name stays inside the folder that it is relative to, on every system.</summary>
    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= MaxLength
        && !name.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && name.Split('/').All(part => part is not ("" or "." or "..") && part[^1] is not ('.' or ' ') && part[0] != ' ');
}
