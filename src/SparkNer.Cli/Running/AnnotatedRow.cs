using System.Text;
using SparkNer.Aggregation;
using SparkNer.Files;

namespace SparkNer.Cli.Running;

/// <summary>An annotated text as the outputs read it, column by column.</summary>
internal sealed class AnnotatedRow : IAnnotatedRow
{
    private readonly AnnotatedText _text;
    private readonly IReadOnlyList<LayoutColumn> _columns;
    private readonly SharedBuffers _shared;
    private int _column = -1;
    private int _index = -1;

    /// <summary>A row.</summary>
    /// <param name="text">Its annotations.</param>
    /// <param name="columns">Which column stands at which position of the layout; empty for the entities' layout.</param>
    /// <param name="shared">What all rows of one writing thread share.</param>
    /// <param name="error">What is wrong with the row; null where all is well.</param>
    public AnnotatedRow(AnnotatedText text, IReadOnlyList<LayoutColumn> columns, SharedBuffers shared, string? error)
    {
        _text = text;
        _columns = columns;
        _shared = shared;
        Error = error;
    }

    public ReadOnlySpan<char> Text => _text.Text;

    public string? Error { get; }

    public int Count(int column) => _columns.Count == 0 ? _text.Entities.Count : _text.Count(_columns[column]);

    public void Get(int column, int index, ref AnnotationView view)
    {
        Read(column, index);
        view.AnnotatorType = Utf8(_shared.Reader.AnnotatorType);
        view.Begin = _shared.Reader.Begin;
        view.End = _shared.Reader.End;
        view.Result = _shared.Reader.Result;
        view.MetadataCount = _shared.Reader.MetadataCount;
    }

    public void GetMetadata(int column, int index, int entry, ref MetadataView view)
    {
        Read(column, index);
        view.Key = Utf8(_shared.Reader.Key(entry));
        view.SetChars(_shared.Reader.Value(entry));
    }

    public void Get(int column, int index, ref EntityView view)
    {
        Entity entity = _text.Entities[index];
        view.Entity = entity.Label;
        view.Score = entity.Score;
        view.Index = entity.Index ?? 0;
        view.Word = entity.Word;
        view.Start = entity.Start;
        view.End = entity.End;
    }

    private void Read(int column, int index)
    {
        if (column != _column || index != _index || _shared.Row != this)
        {
            _text.Read(_columns[column], index, _shared.Reader);
            (_column, _index, _shared.Row) = (column, index, this);
        }
    }

    // Types and keys are a handful of strings, each one and the same object: the label names and our constants.
    private ReadOnlySpan<byte> Utf8(string text)
    {
        if (!_shared.Utf8.TryGetValue(text, out byte[]? bytes))
        {
            _shared.Utf8[text] = bytes = Encoding.UTF8.GetBytes(text);
        }

        return bytes;
    }

    /// <summary>Buffers of one writing thread.</summary>
    internal sealed class SharedBuffers
    {
        public AnnotationReader Reader { get; } = new();

        /// <summary>The row whose annotation is in the reader.</summary>
        public AnnotatedRow? Row { get; set; }

        public Dictionary<string, byte[]> Utf8 { get; } = new(StringComparer.Ordinal);
    }
}
