using System.Security.Cryptography;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Model folders in a temporary folder.</summary>
internal static class ModelFolders
{
    /// <summary>A folder called <c>model</c> that holds the tiny model with three labels and ten pieces.</summary>
    public static string TinyHuggingFace(this TemporaryFolder folder, TinyOnnx? model = null, string onnxName = "model.onnx")
    {
        folder.Write("model/config.json", """{"id2label": {"2": "I-X", "0": "O", "1": "B-X"}, "vocab_size": 10, "max_position_embeddings": 64}""");
        folder.Write("model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\ne\nf\n");
        folder.Write("model/" + onnxName, (model ?? new TinyOnnx()).Build());
        return folder["model"];
    }

    /// <summary>The same as Spark NLP keeps it.</summary>
    public static string TinySparkNlp(this TemporaryFolder folder, TinyOnnx? model = null)
    {
        folder.Write("model/assets/labels.txt", "O\nB-X\nI-X\n");
        folder.Write("model/assets/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\ne\nf\n");
        folder.Write("model/model.onnx", (model ?? new TinyOnnx()).Build());
        return folder["model"];
    }

    /// <summary>A copy of a golden model's folder called <c>model</c>, without the golden answers.</summary>
    public static string CopyOf(this TemporaryFolder folder, params string[] golden)
    {
        string source = Golden.PathOf(golden);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(source, file);
            if (!name.StartsWith("golden", StringComparison.Ordinal))
            {
                folder.Write(Path.Combine("model", name), File.ReadAllBytes(file));
            }
        }

        return folder["model"];
    }

    /// <summary>The same as the hub's cache keeps it: a snapshot of links to blobs, which are named by their content.</summary>
    public static string HubSnapshotOf(this TemporaryFolder folder, params string[] golden) => folder.SnapshotOf(folder.CopyOf(golden));

    /// <summary>Moves a model's files into the hub's cache.</summary>
    public static string SnapshotOf(this TemporaryFolder folder, string model)
    {
        string repository = folder["hub/models--org--name"];
        string snapshot = Path.Combine(repository, "snapshots", new string('a', 40));
        Directory.CreateDirectory(snapshot);
        Directory.CreateDirectory(Path.Combine(repository, "blobs"));
        foreach (string file in Directory.EnumerateFiles(model))
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
            File.Move(file, Path.Combine(repository, "blobs", hash));
            File.CreateSymbolicLink(Path.Combine(snapshot, Path.GetFileName(file)), Path.Combine("..", "..", "blobs", hash));
        }

        return snapshot;
    }
}
