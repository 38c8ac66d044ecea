using System.Text.Json;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Graphs;

/// <summary>What is computed with a checkpoint's weights: the family and the sizes, as config.json states them.</summary>
/// <param name="Family">The family.</param>
/// <param name="Layers">The number of layers.</param>
/// <param name="Width">The width of a hidden state; a multiple of <paramref name="Heads"/>.</param>
/// <param name="Heads">The number of attention heads.</param>
/// <param name="HiddenWidth">The inner width of a feed-forward block.</param>
/// <param name="Activation">The function inside a feed-forward block.</param>
/// <param name="Epsilon">What layer normalization adds to the variance.</param>
/// <param name="Vocabulary">The number of word pieces.</param>
/// <param name="Positions">The longest sequence.</param>
/// <param name="TokenTypes">The number of token types; 0 where the family has none.</param>
/// <param name="Labels">The number of labels.</param>
internal sealed record ModelArchitecture(
    ModelFamily Family,
    int Layers,
    int Width,
    int Heads,
    int HiddenWidth,
    Activation Activation,
    float Epsilon,
    int Vocabulary,
    int Positions,
    int TokenTypes,
    int Labels)
{
    /// <summary>Reads the content of a config.json. What it does not say is what the transformers library takes for it.</summary>
    /// <exception cref="InvalidDataException">It is not JSON, says what cannot be, or describes a model that cannot be run; the message says which.</exception>
    public static ModelArchitecture Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(ByteOrderMark.Skip(utf8));
            return Of(ModelConfig.Parse(utf8), new ConfigFields(document.RootElement));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not valid JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // Half a character, written as an escape.
            throw new InvalidDataException($"it holds text that is none: {e.Message}", e);
        }
    }

    private static ModelArchitecture Of(ModelConfig labels, ConfigFields fields)
    {
        ModelFamily family = FamilyOf(fields);
        CheckFeatures(fields);
        int width = fields.Count(family.Width, 768);
        int heads = fields.Count(family.Heads, 12);
        if (width % heads != 0)
        {
            throw new InvalidDataException($"{family.Width[0]} is {width}, which {heads} attention heads cannot share equally");
        }

        return new ModelArchitecture(
            family,
            fields.Count(family.Layers, family.DefaultLayers),
            width,
            heads,
            fields.Count([family.HiddenWidth], 3072),
            ActivationOf(family.Activation, fields.Text(family.Activation) ?? "gelu"),
            family.HasTokenTypes ? fields.Positive("layer_norm_eps", 1e-12f) : 1e-12f,
            labels.VocabularySize ?? 30522,
            labels.MaxPositions ?? 512,
            family.HasTokenTypes ? fields.Count(["type_vocab_size"], 2) : 0,
            labels.Labels.Count);
    }

    // Configurations from before model_type existed name only the class.
    private static ModelFamily FamilyOf(ConfigFields fields)
    {
        string? modelType = fields.Text("model_type");
        IReadOnlyList<string>? classes = fields.Texts("architectures");
        ModelFamily family = ModelFamily.All.FirstOrDefault(f => modelType is null ? classes?.Contains(f.ClassName) == true : f.ModelType == modelType)
            ?? throw new InvalidDataException(
                $"model_type is {(modelType is null ? "missing" : WeightNames.Quoted(modelType))}, and of weights only these are run: {Supported}. An ONNX export of the model may do");
        return classes is null || classes.Contains(family.ClassName)
            ? family
            : throw new InvalidDataException(
                $"architectures is [{string.Join(", ", classes.Take(5).Select(WeightNames.Quoted))}], where {family.ClassName} is needed: it is no token classifier");
    }

    private static string Supported => string.Join(", ", ModelFamily.All.Select(f => $"{f.ModelType} ({f.ClassName})"));

    private static void CheckFeatures(ConfigFields fields)
    {
        if (fields.Text("position_embedding_type") is { } positions and not "absolute")
        {
            throw Unsupported("position_embedding_type", WeightNames.Quoted(positions), "only absolute positions are");
        }

        foreach (string name in (string[])["is_decoder", "add_cross_attention", "is_encoder_decoder"])
        {
            if (fields.IsTrue(name))
            {
                throw Unsupported(name, "true", "only encoders are");
            }
        }

        if (fields.HasContent("pruned_heads"))
        {
            throw Unsupported("pruned_heads", "not empty", "only whole models are");
        }

        if (fields.HasContent("quantization_config"))
        {
            throw Unsupported("quantization_config", "there", "take the weights from before they were quantized");
        }

        if (fields.HasContent("auto_map"))
        {
            throw Unsupported("auto_map", "there", "the model brings Python code of its own, which is not run");
        }
    }

    private static InvalidDataException Unsupported(string name, string value, string instead) => new($"{name} is {value}, which is not supported: {instead}");

    private static Activation ActivationOf(string field, string name) => name switch
    {
        "gelu" or "gelu_python" => Activation.Gelu,
        "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" => Activation.TanhGelu,
        "relu" => Activation.Relu,
        _ => throw Unsupported(field, WeightNames.Quoted(name), "gelu, gelu_python, gelu_new, gelu_fast, gelu_pytorch_tanh and relu are"),
    };
}
