using System.Text.Json;

namespace SparkNer.Onnx.Folders;

/// <summary>How many ids a tokenizer's files reach over: the largest piece id plus one.</summary>
internal static class VocabularySpan
{
    /// <summary>Of a <c>vocab.txt</c>: its lines.</summary>
    public static int OfLines(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? 0 : text.Count((byte)'\n') + (text[^1] == (byte)'\n' ? 0 : 1);

    /// <summary>Of a <c>tokenizer.json</c>, its added tokens included; null where it has no vocabulary of the known form.</summary>
    /// <exception cref="InvalidDataException">It is not JSON.</exception>
    public static int? OfTokenizerJson(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(ByteOrderMark.Skip(utf8));
            JsonElement root = document.RootElement;
            if (!TryGetObject(root, "model", out JsonElement model) || !TryGetObject(model, "vocab", out JsonElement vocabulary))
            {
                return null;
            }

            int span = 0;
            foreach (JsonProperty piece in vocabulary.EnumerateObject())
            {
                span = Math.Max(span, After(piece.Value));
            }

            if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement token in added.EnumerateArray())
                {
                    if (token.ValueKind == JsonValueKind.Object && token.TryGetProperty("id", out JsonElement id))
                    {
                        span = Math.Max(span, After(id));
                    }
                }
            }

            return span;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not valid JSON: {e.Message}", e);
        }
    }

    // Ids that are no ids are the tokenizer's to refuse.
    private static int After(JsonElement id) => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int value) && value < int.MaxValue ? value + 1 : 0;

    private static bool TryGetObject(JsonElement parent, string name, out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;
    }
}
