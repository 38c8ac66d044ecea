namespace SparkNer.Spark.Ner;

/// <summary>Names of files in a package: they become paths on an executor, so none may lead out of its folder.</summary>
internal static class PackagedNames
{
    /// <summary>Checks a name.</summary>
    /// <exception cref="InvalidDataException">It is not a plain relative path with <c>/</c>.</exception>
    public static void Check(string name)
    {
        bool isPlain = name.Length is > 0 and < 1024 && name.AsSpan().IndexOfAny("\\:*?\"<>|\uFFFD") < 0 && !name.Any(char.IsControl);
        if (!isPlain || name.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw new InvalidDataException($"it holds a file '{name.Replace("\0", "\\0", StringComparison.Ordinal)}', which is no name inside a model folder");
        }
    }
}
