using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Import;

/// <summary>What an imported model is found by: everything that it depends on, without reading the weights as a whole.</summary>
/// <remarks>
/// Small files count by content. Weights count by size, time of the last change, and some of their content, so that a file copied over another with its time kept is noticed; a blob of
/// the hub's cache by its name, which is its hash. Where the folder lies does not count. Another build of this program imports anew: it may build another graph.
/// </remarks>
internal static class EntryKey
{
    private const int Digits = 32;
    private const int ReadWhole = 4 << 20;
    private const int Samples = 64;
    private const int SampleBytes = 4096;

    private static readonly string[] _small = ["config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"];
    private static readonly string[] _weights = ["*.safetensors", "pytorch_model*.bin", "*.index.json"];

    /// <summary>The key of a folder with weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="storage">Which of its weights count.</param>
    /// <param name="byContent">Whether weights count by content alone: for a copy that was made just now.</param>
    public static string Of(FolderReader folder, ModelStorage storage, bool byContent)
    {
        var text = new StringBuilder().Append(typeof(EntryKey).Module.ModuleVersionId).Append('\n').Append(storage).Append('\n');
        foreach (string name in _small)
        {
            string content = folder.ReadOptional(name) is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) : "none";
            text.Append(name).Append('\0').Append(content).Append('\n');
        }

        foreach (string path in FolderReader.Guard(folder.Root, () => WeightPaths(folder.Root)))
        {
            text.Append(Path.GetFileName(path)).Append('\0').Append(FolderReader.Guard(path, () => Identity(path, byContent))).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }

    /// <summary>A folder's name in the store.</summary>
    /// <param name="name">What a person finds it by.</param>
    /// <param name="key">What the program finds it by.</param>
    public static string Named(string name, string key) => $"{name}-{key}";

    /// <summary>The name that <see cref="Named"/> was given.</summary>
    public static string NameOf(string folderName) => folderName.Length > Digits + 1 && folderName[^(Digits + 1)] == '-' ? folderName[..^(Digits + 1)] : folderName;

    private static string[] WeightPaths(string root) => [.. _weights.SelectMany(pattern => Directory.EnumerateFiles(root, pattern)).Order(StringComparer.Ordinal)];

    private static string Identity(string path, bool byContent)
    {
        string real = RealPath.Of(path);
        if (HubSnapshot.BlobHash(real) is { } hash)
        {
            return hash;
        }

        var info = new FileInfo(real);
        string time = byContent ? "" : info.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);
        return info.Length == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{info.Length}\0{time}\0{Digest(real, info.Length, byContent || info.Length <= ReadWhole)}");
    }

    private static string Digest(string path, long size, bool whole)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (whole)
        {
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] sample = new byte[SampleBytes];
        for (int i = 0; i < Samples; i++)
        {
            file.Position = (long)((Int128)(size - SampleBytes) * i / (Samples - 1));
            hash.AppendData(sample, 0, file.ReadAtLeast(sample, SampleBytes, throwOnEndOfStream: false));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
