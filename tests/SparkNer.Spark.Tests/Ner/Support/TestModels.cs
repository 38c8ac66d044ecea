using SparkNer.Onnx;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Ner;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner.Support;

/// <summary>Models and tasks for tests.</summary>
internal static class TestModels
{
    /// <summary>A model of some hundred kilobytes.</summary>
    public static string Tiny { get; } = Golden.PathOf("spark-nlp", "models", "tiny-distilbert-cased");

    /// <summary>Hugging Face's layout.</summary>
    public static string TinyHuggingFace { get; } = Golden.PathOf("hf", "models", "bert-cased-optimum");

    /// <summary>The package of a folder.</summary>
    public static byte[] Package(string folder)
    {
        var stream = new MemoryStream();
        ModelPackage.Write(ModelFolder.Open(folder), stream);
        return stream.ToArray();
    }

    /// <summary>What a task gets.</summary>
    public static FunctionContext Context(params BroadcastValue[] broadcasts) => Context(new Dictionary<string, string>(), broadcasts);

    /// <summary>What a task gets, with settings.</summary>
    public static FunctionContext Context(IReadOnlyDictionary<string, string> settings, params BroadcastValue[] broadcasts) => new(
        new TaskFacts
        {
            Version = new SparkVersion(4, 1),
            PartitionId = 3,
            StageId = 1,
            AttemptNumber = 0,
            TaskAttemptId = 17,
            EvalType = EvalType.Scalar,
            LocalProperties = settings,
        },
        broadcasts.ToDictionary(b => b.Id),
        CancellationToken.None);

    /// <summary>A command for a broadcast model with Spark NLP's usual columns.</summary>
    public static NerCommand Command(string folder, AnnotatorOptions? options = null, params NerInput[] inputs)
    {
        options ??= new AnnotatorOptions();
        return new NerCommand
        {
            Sparkner = "0",
            Model = new ModelReference { Name = Path.GetFileName(folder), Fingerprint = ModelFolder.Open(folder).Fingerprint },
            Options = options,
            Columns = options.Layout == AnnotationLayout.HuggingFace ? [] : [.. LayoutColumns.All.Where(c => c != LayoutColumn.Sentence || options.Sentences)],
            Inputs = inputs.Length == 0 ? [NerInput.Text] : inputs,
        };
    }

    /// <summary>The function of a command, made as a worker makes it.</summary>
    public static IBatchFunction Function(this IFunctionKind kind, NerCommand command, FunctionContext context) =>
        kind.Create(FunctionCommand.Decode(command.Encode()), context);
}
