namespace SparkNer.Onnx.Folders;

/// <summary>Names that one file of a model gives for another.</summary>
internal static class InnerName
{
    /// <summary>Whether a name, with <c>/</c> between folders, can only mean a file below the folder that it is relative to, links aside.</summary>
    public static bool StaysInside(string name)
    {
        // A star has no place in a file name of a model, and ONNX Runtime has a location with stars that means an address in memory.
        bool isPlain = name.Length > 0 && name.AsSpan().IndexOfAny("\\:*?\"<>|\0") < 0 && !name.Any(char.IsControl);
        return isPlain && !name.StartsWith('/') && !Path.IsPathRooted(name) && !name.Split('/').Any(part => part is "" or "..");
    }
}
