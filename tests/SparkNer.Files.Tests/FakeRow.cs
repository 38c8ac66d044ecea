using System.Globalization;
using System.Text;

namespace SparkNer.Files.Tests;

/// <summary>The annotations of a text by a rule anyone can check: tokens are runs without spaces, those that begin with a capital are persons.</summary>
internal sealed class FakeRow(string text, bool entities = false) : IAnnotatedRow
{
    public const int NerEntries = 11;

    private static readonly byte[][] _labels =
        [.. new[] { "B-LOC", "I-ORG", "I-MISC", "I-LOC", "I-PER", "B-MISC", "B-ORG", "O", "B-PER" }.Select(Encoding.ASCII.GetBytes)];

    private readonly List<(int Begin, int End)> _tokens = Tokens(text);
    private List<(int Begin, int End)>? _chunks;

    public ReadOnlySpan<char> Text => text;

    public string? Error { get; init; }

    /// <summary>Where the tokens are; the end is inclusive.</summary>
    public static List<(int Begin, int End)> Tokens(string text)
    {
        var tokens = new List<(int, int)>();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ')
            {
                int end = text.IndexOf(' ', i);
                end = end < 0 ? text.Length : end;
                tokens.Add((i, end - 1));
                i = end;
            }
        }

        return tokens;
    }

    /// <summary>The score that label number <paramref name="label"/> has for token number <paramref name="token"/>.</summary>
    public static float Score(int token, int label) => (uint)(((token * 9) + label + 1) * 2654435761) / 4294967296f;

    // 0 document, 1 token, 2 ner, 3 ner_chunk.
    public int Count(int column) => column switch
    {
        0 when !entities => 1,
        0 or 3 or 4 => Chunks().Count,
        _ => _tokens.Count,
    };

    public void Get(int column, int index, ref AnnotationView view)
    {
        (int begin, int end) = column switch
        {
            0 => (0, text.Length - 1),
            3 or 4 => Chunks()[index],
            _ => _tokens[index],
        };
        view.Begin = begin;
        view.End = end;
        view.AnnotatorType = column switch
        {
            0 => "document"u8,
            1 => "token"u8,
            2 => "named_entity"u8,
            _ => "chunk"u8,
        };
        view.Result = column == 2 ? (char.IsUpper(text[begin]) ? "B-PER" : "O") : text.AsSpan(begin, end - begin + 1);
        view.MetadataCount = column switch
        {
            0 or 1 => 1,
            2 => NerEntries,
            _ => 2,
        };
    }

    public void GetMetadata(int column, int index, int entry, ref MetadataView view)
    {
        if (column == 2 && entry < _labels.Length)
        {
            view.Key = _labels[entry];
            Score(index, entry).TryFormat(view.Scratch, out int length, "R", CultureInfo.InvariantCulture);
            view.SetUtf8(view.Scratch[..length]);
        }
        else if (column == 2 && entry == NerEntries - 1)
        {
            (int begin, int end) = _tokens[index];
            view.Key = "word"u8;
            view.SetChars(text.AsSpan(begin, end - begin + 1));
        }
        else if (column == 3 && entry == 0)
        {
            view.Key = "entity"u8;
            view.SetChars("PER");
        }
        else if (column == 3)
        {
            view.Key = "confidence"u8;
            view.SetNull();
        }
        else
        {
            view.Key = "sentence"u8;
            view.SetUtf8("0"u8);
        }
    }

    // The same persons for the pipeline's layout.
    public void Get(int column, int index, ref EntityView view)
    {
        (int begin, int end) = Chunks()[index];
        view.Entity = "PER";
        view.Score = Score(index, 0);
        view.Index = index + 1;
        view.Word = text.AsSpan(begin, end - begin + 1);
        view.Start = begin;
        view.End = end + 1;
    }

    private List<(int Begin, int End)> Chunks() => _chunks ??= [.. _tokens.Where(t => char.IsUpper(text[t.Begin]))];
}
