using System.Text.Json;
using SparkNer.Files.Reading;
using SparkNer.Onnx;

namespace SparkNer.Cli.Running;

/// <summary>Turns a line <c>{"input_ids": [...], "token_type_ids": [...]}</c> into the model's scores. For one thread.</summary>
internal sealed class LogitsRow(OnnxTokenClassifier classifier)
{
    private const string Ids = "input_ids";
    private const string Types = "token_type_ids";
    private const string Mask = "attention_mask";

    private float[] _logits = [];

    /// <summary>Writes the line's answer.</summary>
    /// <param name="line">The line.</param>
    /// <param name="place">Where it stands, for the message.</param>
    /// <param name="writer">Gets one JSON object; nothing where the line is refused.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="UserErrorException">The line is no such object, or the model does not take it.</exception>
    public void Write(ReadOnlySpan<byte> line, string place, Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        if (JsonLine.Check(line) is { } wrong)
        {
            throw new UserErrorException($"{place}: {wrong}.");
        }

        (int[] ids, int[]? types) = Read(line, place);
        int labels = classifier.Labels.Count;
        if (_logits.Length < (long)ids.Length * labels)
        {
            _logits = new float[checked(ids.Length * labels)];
        }

        try
        {
            classifier.Score(ids, types, _logits, cancellationToken);
        }
        catch (Exception exception) when (exception is ArgumentException or ModelRunException)
        {
            string message = exception is ArgumentException argument ? AnnotatorFactory.WithoutParameter(argument) : exception.Message;
            throw new UserErrorException($"{place}: {message}", exception);
        }

        int count = ids.Length * labels;
        if (_logits.AsSpan(0, count).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is >= 0 and int at)
        {
            throw new UserErrorException($"{place}: the model's score for label {at % labels} at position {at / labels} is {_logits[at]}, which is no number: its weights are damaged.");
        }

        Write(writer, _logits.AsSpan(0, count), labels);
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<float> logits, int labels)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("logits");
        for (int i = 0; i < logits.Length; i += labels)
        {
            writer.WriteStartArray();
            foreach (float value in logits.Slice(i, labels))
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static (int[] Ids, int[]? Types) Read(ReadOnlySpan<byte> line, string place)
    {
        Utf8JsonReader reader = JsonLine.Read(line);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        int[] ids = Numbers(root, Ids, place) ?? throw new UserErrorException($"{place}: has no '{Ids}'.");
        if (Numbers(root, Mask, place) is { } mask && (mask.Length != ids.Length || mask.AsSpan().ContainsAnyExcept(1)))
        {
            throw new UserErrorException($"{place}: its '{Mask}' is not 1 for each id: leave padding out, each line is a sequence of its own.");
        }

        return (ids, Numbers(root, Types, place));
    }

    private static int[]? Numbers(JsonElement root, string name, string place)
    {
        if (!root.TryGetProperty(name, out JsonElement array) || array.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (array.ValueKind != JsonValueKind.Array)
        {
            throw new UserErrorException($"{place}: its '{name}' is not an array of whole numbers.");
        }

        int[] numbers = new int[array.GetArrayLength()];
        int at = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out numbers[at]))
            {
                throw new UserErrorException($"{place}: element {at + 1} of its '{name}' is {Shown(element)}, not a whole number that an id can be.");
            }

            at++;
        }

        return numbers;
    }

    private static string Shown(JsonElement element)
    {
        string text = element.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "...";
    }
}
