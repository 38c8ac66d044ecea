using System.Text;
using System.Text.Unicode;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>Reads documents out of the arguments of a call.</summary>
internal sealed class InputReader
{
    private const string NotUtf8 = "is not valid UTF-8";

    private readonly IReadOnlyList<NerInput> _inputs;

    /// <summary>A reader.</summary>
    /// <param name="inputs">What the positional arguments are; named ones say it by their name.</param>
    public InputReader(IReadOnlyList<NerInput> inputs) => _inputs = inputs;

    /// <summary>Reads all rows.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="documents">Gets a document a row; one that cannot be read is empty.</param>
    /// <param name="errors">Gets what is wrong with a row's values.</param>
    /// <exception cref="FunctionException">The arguments are not what the function takes; the message is for the user.</exception>
    public void Read(ReadOnlySpan<FunctionArgument> arguments, Span<AnnotatorInput> documents, Span<string?> errors)
    {
        ArrowArray? text = null, words = null, id = null, metadata = null;
        var roles = new HashSet<NerInput>();
        for (int i = 0; i < arguments.Length; i++)
        {
            ArrowArray values = arguments[i].Values;
            NerInput role = RoleOf(arguments[i].Name, i);
            if (!roles.Add(role))
            {
                throw new FunctionException($"the function is given the argument '{role.ToString().ToLowerInvariant()}' twice, by its place and by its name: leave one out");
            }

            switch (role)
            {
                case NerInput.Text:
                    text = Checked(values, IsText(values.Type), "text", "string", i);
                    break;
                case NerInput.Words:
                    words = Checked(values, values.Type is ArrowType.List list && IsText(list.Item.Type), "words", "array<string>", i);
                    break;
                case NerInput.Id:
                    id = Checked(values, IsText(values.Type), "id", "string", i);
                    break;
                default:
                    metadata = Checked(values, IsMap(values.Type), "metadata", "map<string,string>", i);
                    break;
            }
        }

        if (text is null && words is null)
        {
            throw new FunctionException($"the function needs {(_inputs.Contains(NerInput.Words) ? "words" : "a text")}: call it with that argument");
        }

        for (int row = 0; row < documents.Length; row++)
        {
            string? error = null;
            documents[row] = new AnnotatorInput
            {
                Text = text is null ? null : TextOf(text, row, ref error),
                Words = words is null ? null : WordsOf(words, row, ref error),
                Id = id is null ? null : TextOf(id, row, ref error),
                Metadata = metadata is null ? null : MetadataOf(metadata, row, ref error),
            };
            errors[row] = error;
        }
    }

    private static bool IsText(ArrowType type) => type is ArrowType.Utf8 or ArrowType.Null;

    private static bool IsMap(ArrowType type) =>
        type is ArrowType.Map { Entries.Type: ArrowType.Struct entries } && IsText(entries.Fields[0].Type) && IsText(entries.Fields[1].Type);

    private static ArrowArray Checked(ArrowArray values, bool fits, string name, string expected, int position) =>
        fits || values.Type is ArrowType.Null
            ? values
            : throw new FunctionException(
                $"argument {position + 1} ({name}) of the function is {SparkName(values.Type)}, but {expected} is needed: convert it, for example by cast(... as {expected})");

    private static string SparkName(ArrowType type)
    {
        try
        {
            return ResultTypes.Of(type).SimpleString;
        }
        catch (NotSupportedException)
        {
            return type.ToString();
        }
    }

    private static string? TextOf(ArrowArray values, int row, ref string? error)
    {
        if (values.IsNull(row))
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = values.Bytes(row);
        if (!Utf8.IsValid(bytes))
        {
            error ??= NotUtf8;
            return null;
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static IReadOnlyList<string?> WordsOf(ArrowArray lists, int row, ref string? error)
    {
        if (lists.IsNull(row))
        {
            return [];
        }

        (long start, long length) = lists.Range(row);
        var words = new string?[length];
        string? wrong = null;
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = TextOf(lists.Children[0], (int)start + i, ref wrong);
            if (words[i] is null)
            {
                wrong ??= $"is not an array of strings: element {i + 1} is null";
            }
        }

        error ??= wrong;
        return wrong is null ? words : [];
    }

    private static AnnotationMetadata? MetadataOf(ArrowArray maps, int row, ref string? error)
    {
        if (maps.IsNull(row))
        {
            return null;
        }

        (long start, long length) = maps.Range(row);
        ArrowArray entries = maps.Children[0];
        ArrowArray keys = entries.Field(0);
        ArrowArray values = entries.Field(1);
        var facts = new List<KeyValuePair<string, string>>((int)length);
        for (int i = 0; i < length; i++)
        {
            int at = (int)start + i;
            if (TextOf(keys, at, ref error) is { } key && TextOf(values, at, ref error) is { } value)
            {
                facts.Add(new(key, value));
            }
        }

        return new AnnotationMetadata(facts);
    }

    private NerInput RoleOf(string? name, int position)
    {
        if (name is null)
        {
            return position < _inputs.Count
                ? _inputs[position]
                : throw new FunctionException($"the function takes {_inputs.Count} arguments ({string.Join(", ", _inputs).ToLowerInvariant()}), not {position + 1}");
        }

        return Enum.TryParse(name, ignoreCase: true, out NerInput role) && Enum.IsDefined(role)
            ? role
            : throw new FunctionException($"the function has no argument '{name}', only {string.Join(", ", Enum.GetNames<NerInput>()).ToLowerInvariant()}");
    }
}
