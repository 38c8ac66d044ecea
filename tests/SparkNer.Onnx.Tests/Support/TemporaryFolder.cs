using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>A folder of its own that disappears after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("sparkner-test-").FullName;

    /// <summary>A folder called <c>model</c> in it that holds the tiny model with three labels and ten pieces.</summary>
    public string TinyHuggingFace(TinyOnnx? model = null, string onnxName = "model.onnx")
    {
        Write("model/config.json", """{"id2label": {"2": "I-X", "0": "O", "1": "B-X"}, "vocab_size": 10, "max_position_embeddings": 64}""");
        Write("model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\ne\nf\n");
        Write("model/" + onnxName, (model ?? new TinyOnnx()).Build());
        return PathOf("model");
    }

    /// <summary>The same as Spark NLP keeps it.</summary>
    public string TinySparkNlp(TinyOnnx? model = null)
    {
        Write("model/assets/labels.txt", "O\nB-X\nI-X\n");
        Write("model/assets/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\ne\nf\n");
        Write("model/model.onnx", (model ?? new TinyOnnx()).Build());
        return PathOf("model");
    }

    /// <summary>A copy of a golden model's folder called <c>model</c>, without the golden answers.</summary>
    public string CopyOf(params string[] golden)
    {
        string source = Golden.PathOf(golden);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(source, file);
            if (!name.StartsWith("golden", StringComparison.Ordinal))
            {
                Write(Path.Combine("model", name), File.ReadAllBytes(file));
            }
        }

        return PathOf("model");
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
