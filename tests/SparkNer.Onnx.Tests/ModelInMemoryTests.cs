using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests;

/// <summary>A model may be in memory only: it is the same model as on a disk.</summary>
public sealed class ModelInMemoryTests
{
    public static TheoryData<string> Models => new(
        Golden.DefaultModel,
        Golden.PathOf("hf", "models", "bert-cased"),
        Golden.PathOf("hf", "models", "bert-cased-optimum"),
        Golden.PathOf("spark-nlp", "models", "tiny-bert-uncased"));

    [Theory]
    [MemberData(nameof(Models))]
    public void It_is_the_same_model(string path)
    {
        ModelFolder disk = ModelFolder.Open(path);
        ModelFolder memory = ModelFolder.FromFiles("the-model", FilesOf(disk));

        Assert.True(memory.IsInMemory);
        Assert.False(disk.IsInMemory);
        Assert.Equal(disk.Files, memory.Files);
        Assert.Equal(disk.Fingerprint, memory.Fingerprint);
        Assert.Equal(disk.Kind, memory.Kind);
        Assert.Equal(disk.Labels, memory.Labels);
        Assert.Equal((disk.MaxPositions, disk.VocabularySize), (memory.MaxPositions, memory.VocabularySize));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void It_gives_the_same_annotations(string path)
    {
        const string text = "Angela Merkel visited the U.N. in New York.";
        ModelFolder disk = ModelFolder.Open(path);
        using Annotator first = Annotator.Load(disk);
        using Annotator second = Annotator.Load(ModelFolder.FromFiles("the-model", FilesOf(disk)));

        Assert.Equal(first.Annotate(text).Ner, second.Annotate(text).Ner);
    }

    [Fact]
    public void Without_a_file_that_it_needs_it_is_an_error_that_names_it()
    {
        Dictionary<string, byte[]> files = FilesOf(ModelFolder.Open(Golden.DefaultModel));
        files.Remove("config.json");

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFolder.FromFiles("the-model", files));

        Assert.Contains("The model folder 'the-model' has no config.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_model_it_is_an_error() => Assert.Contains(
        "no weights and no .onnx file", Assert.Throws<ModelFormatException>(() => ModelFolder.FromFiles("m", new Dictionary<string, byte[]>())).Message, StringComparison.Ordinal);

    [Fact]
    public void With_weights_in_other_files_it_is_an_error_also_where_they_are_given()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model/table.bin", new byte[4096]);
        ModelFolder disk = ModelFolder.Open(folder.TinyHuggingFace(new TinyOnnx { External = [("location", "table.bin")] }));

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFolder.FromFiles("the-model", FilesOf(disk)));

        Assert.Contains("keeps weights in other files", exception.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, byte[]> FilesOf(ModelFolder folder) =>
        folder.Files.ToDictionary(f => f.Name, f => File.ReadAllBytes(Path.Combine(folder.FilesPath, f.Name)));
}
