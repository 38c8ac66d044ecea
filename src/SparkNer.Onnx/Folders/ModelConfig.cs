using System.Globalization;
using System.Text.Json;

namespace SparkNer.Onnx.Folders;

/// <summary>What <c>config.json</c> of a Hugging Face folder says that matters here.</summary>
/// <param name="Labels">The label names by class id.</param>
/// <param name="HasLabels">Whether the file names the labels itself; if not they are LABEL_0, LABEL_1, ...</param>
/// <param name="VocabularySize"><c>vocab_size</c>, or null.</param>
/// <param name="MaxPositions"><c>max_position_embeddings</c>, or null.</param>
internal sealed record ModelConfig(IReadOnlyList<string> Labels, bool HasLabels, int? VocabularySize, int? MaxPositions)
{
    /// <summary><c>model_type</c>, or null.</summary>
    public string? ModelType { get; init; }

    // Far above any tagger; keeps a wrong number from becoming a long list.
    private const int MaxLabels = 100_000;

    /// <summary>A folder's file, which must be there.</summary>
    /// <exception cref="ModelFormatException">There is none.</exception>
    public static ReadOnlyMemory<byte> Read(FolderReader folder) =>
        folder.ReadRequired("config.json", "It names the labels: copy it from where the model came from.");

    /// <summary>Reads the file's content.</summary>
    /// <exception cref="InvalidDataException">It is not JSON, or says what cannot be.</exception>
    public static ModelConfig Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(ByteOrderMark.Skip(utf8));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException("its content is not a JSON object");
            }

            IReadOnlyList<string>? labels = root.TryGetProperty("id2label", out JsonElement id2label) && id2label.ValueKind != JsonValueKind.Null
                ? ParseLabels(id2label)
                : null;
            return new ModelConfig(
                labels ?? DefaultLabels(PositiveOrNull(root, "num_labels") ?? 2),
                labels is not null,
                PositiveOrNull(root, "vocab_size"),
                PositiveOrNull(root, "max_position_embeddings"))
            {
                ModelType = root.TryGetProperty("model_type", out JsonElement type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null,
            };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not valid JSON: {e.Message}", e);
        }
    }

    private static string[] ParseLabels(JsonElement id2label)
    {
        if (id2label.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("id2label is not an object of class id and label name, such as {\"0\": \"O\", \"1\": \"B-PER\"}");
        }

        var byId = new SortedDictionary<int, string>();
        foreach (JsonProperty entry in id2label.EnumerateObject())
        {
            if (!int.TryParse(entry.Name, NumberStyles.Integer, CultureInfo.InvariantCulture, out int id) || id < 0 || id >= MaxLabels)
            {
                throw new InvalidDataException($"id2label has the key '{entry.Name}', which is no class id");
            }

            if (entry.Value.ValueKind != JsonValueKind.String)
            {
                throw new InvalidDataException($"id2label gives class {id} no name in quotes but {entry.Value.ValueKind}");
            }

            byId[id] = entry.Value.GetString()!;
        }

        if (byId.Count == 0)
        {
            throw new InvalidDataException("id2label is empty");
        }

        int expected = 0;
        foreach (int id in byId.Keys)
        {
            if (id != expected++)
            {
                throw new InvalidDataException($"id2label names {byId.Count} classes, but not class {expected - 1}");
            }
        }

        return [.. byId.Values];
    }

    // What the transformers library calls labels without names; two where the file does not even count them.
    private static string[] DefaultLabels(int count) =>
        count <= MaxLabels ? [.. Enumerable.Range(0, count).Select(i => $"LABEL_{i}")] : throw new InvalidDataException($"num_labels is {count}");

    private static int? PositiveOrNull(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0
            ? number
            : throw new InvalidDataException($"{name} is {value.GetRawText()}, not a positive whole number");
    }
}
