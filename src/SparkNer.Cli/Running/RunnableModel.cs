using System.Text.Json;
using SparkNer.Hub;
using SparkNer.Onnx;

namespace SparkNer.Cli.Running;

/// <summary>Whether a model can run here, told from its configuration and its tokenizer alone.</summary>
internal sealed class RunnableModel : IPullCheck
{
    private static readonly string[] _architectures = ["bert", "distilbert"];

    public string? Refuse(string folder, WeightKind weights)
    {
        try
        {
            using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
            if ((config.RootElement.ValueKind == JsonValueKind.Object ? Refuse(config.RootElement, weights) : "Its config.json is no JSON object.") is { } refusal)
            {
                return refusal;
            }

            if (weights == WeightKind.Onnx)
            {
                ModelTokenizer.Load(ModelFolder.OpenTokenizer(folder));
            }
            else
            {
                ModelImport.CheckDescription(folder);
            }

            return null;
        }
        catch (ModelFormatException e)
        {
            return e.Message;
        }
        catch (JsonException e)
        {
            return $"Its config.json is not valid JSON: {e.Message}";
        }
    }

    private static string? Refuse(JsonElement config, WeightKind weights)
    {
        if (config.TryGetProperty("architectures", out JsonElement names) && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 0
            && !names.EnumerateArray().Any(n => n.ToString().EndsWith("ForTokenClassification", StringComparison.Ordinal)))
        {
            return $"It is a {names[0]}, which gives no labels to words: a model for token classification is needed (...ForTokenClassification).";
        }

        string type = config.TryGetProperty("model_type", out JsonElement value) ? value.ToString() : "";

        // A graph comes with its architecture; from weights alone only these are built.
        return weights == WeightKind.Onnx || _architectures.Contains(type)
            ? null
            : $"Its model_type is '{type}': from weights only {string.Join(" and ", _architectures)} are built. With a model.onnx of it, any model with BERT's word pieces runs.";
    }
}
