using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Weights;

/// <summary>A model folder that somebody damaged, on purpose or not.</summary>
/// <param name="File">The file that the error must name.</param>
/// <param name="Says">What the error must say.</param>
/// <param name="Write">Writes the folder's files.</param>
internal sealed record Attack(string File, string Says, Action<AttackFolder> Write)
{
    /// <summary>A folder with one file.</summary>
    public static Attack Of(string file, byte[] bytes, string says) => new(file, says, folder => folder.Write(file, bytes));
}

/// <summary>The folder, and what is outside it.</summary>
internal sealed class AttackFolder(TemporaryFolder temporary)
{
    public string Path { get; } = Directory.CreateDirectory(temporary["model"]).FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes) => temporary.Write("model/" + name, bytes);

    public string Write(string name, string text) => temporary.Write("model/" + name, text);

    public string WriteOutside(string name, byte[] bytes) => temporary.Write("model-2/" + name, bytes);
}
