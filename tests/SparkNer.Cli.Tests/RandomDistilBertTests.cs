using SparkNer.Cli.Bench;
using SparkNer.Onnx;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests;

public sealed class RandomDistilBertTests
{
    [Fact]
    public void The_model_has_the_size_of_distilbert_base_and_runs()
    {
        using var folder = new TemporaryFolder();
        string model = Path.Combine(folder.Path, "random");

        long parameters = RandomDistilBert.Write(model, Golden.DefaultModel, seed: 1);

        // DistilBERT-base has 66 million with a vocabulary of 30,522; this vocabulary is larger by 1,478 rows of 768.
        Assert.InRange(parameters, 65_000_000, 69_000_000);
        using Annotator annotator = Annotator.Load(model);
        AnnotatedText text = annotator.Annotate("Anna Schmidt moved to Oslo.");
        Assert.Null(text.Error);
        Assert.Equal(6, text.Ner.Count);
        Assert.All(text.Ner, a => Assert.Contains(a.Result, annotator.Labels.Names));
    }
}
