using System.Globalization;
using System.Text;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.TestWorker;

/// <summary>An annotation for each word that starts with an upper-case character; positions in code points.</summary>
/// <param name="nonNull">Whether positions and embeddings are declared as never null.</param>
internal sealed class Annotate(bool nonNull) : IBatchFunction
{
    private readonly ArrowType.Struct _element = new(
        new ArrowField("annotatorType", new ArrowType.Utf8()),
        new ArrowField("begin", new ArrowType.Int(32), !nonNull),
        new ArrowField("end", new ArrowType.Int(32), !nonNull),
        new ArrowField("result", new ArrowType.Utf8()),
        new ArrowField("metadata", ArrowType.Map.Of(new ArrowType.Utf8(), new ArrowType.Utf8())),
        new ArrowField("embeddings", new ArrowType.List(new ArrowField("element", new ArrowType.Float(32), !nonNull))));

    public ArrowType ResultType => new ArrowType.List(new ArrowField("element", _element));

    public ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken)
    {
        var map = (ArrowType.Map)_element.Fields[4].Type;
        var annotator = new Utf8Builder();
        var begin = new FixedWidthBuilder<int>(new ArrowType.Int(32));
        var end = new FixedWidthBuilder<int>(new ArrowType.Int(32));
        var result = new Utf8Builder();
        var key = new Utf8Builder();
        var value = new Utf8Builder();
        var entry = new StructBuilder((ArrowType.Struct)map.Entries.Type, key, value);
        var metadata = new ListBuilder(map, entry);
        var number = new FixedWidthBuilder<float>(new ArrowType.Float(32));
        var embeddings = new ListBuilder(_element.Fields[5].Type, number);
        var element = new StructBuilder(_element, annotator, begin, end, result, metadata, embeddings);
        using var list = new ListBuilder(ResultType, element);
        for (int row = 0; row < rows; row++)
        {
            if (arguments[0].Values.Text(row) is not { } text)
            {
                list.AppendNull();
                continue;
            }

            foreach ((int at, string word, int length) in Words(text))
            {
                annotator.Append("named_entity");
                begin.Append(at);
                end.Append(at + length - 1);
                result.Append(word);
                foreach ((string k, string v) in new[] { ("entity", "CAP"), ("sentence", "0") })
                {
                    key.Append(k);
                    value.Append(v);
                    entry.EndRow();
                }

                metadata.EndRow();
                number.Append(0.5f);
                number.Append(length);
                embeddings.EndRow();
                element.EndRow();
            }

            list.EndRow();
        }

        return list.Finish();
    }

    public void Dispose()
    {
    }

    private static IEnumerable<(int At, string Word, int Length)> Words(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        for (int i = 0; i < runes.Length;)
        {
            if (Rune.IsWhiteSpace(runes[i]))
            {
                i++;
                continue;
            }

            int end = i;
            while (end < runes.Length && !Rune.IsWhiteSpace(runes[end]))
            {
                end++;
            }

            if (Rune.GetUnicodeCategory(runes[i]) == UnicodeCategory.UppercaseLetter)
            {
                yield return (i, string.Concat(runes[i..end].Select(r => r.ToString())), end - i);
            }

            i = end;
        }
    }
}
