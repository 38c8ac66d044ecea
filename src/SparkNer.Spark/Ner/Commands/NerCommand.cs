using System.Text.Json;
using SparkNer.Onnx;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>What the driver tells the executors about a function of the kind <c>ner</c>: everything that a task needs but the model's bytes.</summary>
internal sealed record NerCommand
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "ner";

    /// <summary>The version of this description: another one on either side is refused.</summary>
    public const int Version = 1;

    /// <summary>Word pieces a batch unless said otherwise.</summary>
    public const int DefaultBatchTokens = 512;

    /// <summary>The driver's version of sparkner, for messages.</summary>
    public required string Sparkner { get; init; }

    /// <summary>The model.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>How to annotate.</summary>
    public required AnnotatorOptions Options { get; init; }

    /// <summary>The columns of Spark NLP's layout that are wanted, in their order; empty for Hugging Face's layout.</summary>
    public required IReadOnlyList<LayoutColumn> Columns { get; init; }

    /// <summary>What the positional arguments are, in their order.</summary>
    public required IReadOnlyList<NerInput> Inputs { get; init; }

    /// <summary>What a bad row does.</summary>
    public NerErrorAction OnError { get; init; }

    /// <summary>See <see cref="Onnx.OnnxOptions.BatchTokens"/>.</summary>
    public int BatchTokens { get; init; } = DefaultBatchTokens;

    /// <summary>How many minutes the model stays in memory after its last use; null: as the setting spark.sparkner.idleMinutes says, else 5.</summary>
    public double? IdleMinutes { get; init; }

    /// <summary>Whether a document gives a result for each of its sentences: the result is a list then.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Explodes => Options is { Layout: AnnotationLayout.SparkNlp, Sentences: true, SentenceDetector.ExplodeSentences: true };

    /// <summary>The command of a model under these options.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="options">The options, checked.</param>
    /// <param name="columns">What <see cref="Columns"/> is.</param>
    /// <param name="inputs">What <see cref="Inputs"/> is.</param>
    /// <param name="byPath">Whether the executors read the model from a folder instead of a broadcast.</param>
    public static NerCommand Of(ModelFolder folder, NerOptions options, IReadOnlyList<LayoutColumn> columns, IReadOnlyList<NerInput> inputs, bool byPath) => new()
    {
        Sparkner = SparknerVersion.Text,
        Model = new ModelReference
        {
            Name = ModelPackage.NameOf(folder),
            Fingerprint = folder.Fingerprint,
            Path = byPath ? options.ExecutorModelPath ?? folder.Path : null,
        },
        Options = options.Annotator,
        Columns = columns,
        Inputs = inputs,
        OnError = options.OnError,
        BatchTokens = options.BatchTokens,
        IdleMinutes = options.IdleMinutes,
    };

    /// <summary>The bytes that travel.</summary>
    public byte[] Encode() =>
        new FunctionCommand(Kind, Version, JsonSerializer.SerializeToUtf8Bytes(this, NerJson.Default.NerCommand)).Encode();

    /// <summary>Reads a command.</summary>
    /// <exception cref="FunctionException">It is of another version, or damaged.</exception>
    public static NerCommand Decode(FunctionCommand command)
    {
        if (command.Version != Version)
        {
            throw new FunctionException(
                $"the driver describes the function in version {command.Version}, this worker (sparkner {SparknerVersion.Text}) reads version {Version}: "
                + "driver and executors must run the same version of sparkner");
        }

        try
        {
            NerCommand decoded = JsonSerializer.Deserialize(command.Description.Span, NerJson.Default.NerCommand) ?? throw new JsonException("it is null");
            return decoded.Checked();
        }
        catch (JsonException exception)
        {
            throw new FunctionException(
                $"the function's description cannot be read by this worker (sparkner {SparknerVersion.Text}): {exception.Message} Driver and executors must run the same version of sparkner",
                exception);
        }
    }

    private NerCommand Checked()
    {
        if (Model.Fingerprint is null && Model.Path is null)
        {
            throw new JsonException("The model has neither a fingerprint nor a folder.");
        }

        bool hasSource = Inputs.Contains(NerInput.Text) != Inputs.Contains(NerInput.Words);
        return hasSource && Inputs.Distinct().Count() == Inputs.Count
            ? this
            : throw new JsonException($"The arguments are {string.Join(", ", Inputs)}, but a text or words are needed, once.");
    }
}
