using SparkNer.Arrow;

namespace SparkNer.Spark.Ner;

/// <summary>Builds a column of Spark NLP's annotations, straight from where the annotator keeps them: no object is made of one.</summary>
internal sealed class AnnotationColumnBuilder : ColumnBuilder
{
    // A code unit is at most three bytes of UTF-8, and the builder reserves them all.
    private const int BytesPerUnit = 3;

    // A sentence's or a chunk's number.
    private const int LongestNumber = 11;

    private readonly LayoutColumn _column;
    private readonly AnnotationReader _reader;
    private readonly ListBuilder _rows;
    private readonly StructBuilder _annotations;
    private readonly Utf8Builder _type = new();
    private readonly FixedWidthBuilder<int> _begin;
    private readonly FixedWidthBuilder<int> _end;
    private readonly Utf8Builder _result = new();
    private readonly ListBuilder _metadata;
    private readonly StructBuilder _entries;
    private readonly Utf8Builder _key = new();
    private readonly Utf8Builder _value = new();
    private readonly ListBuilder _embeddings;
    private readonly int _keyBytes;
    private readonly int _valueBytes;

    /// <summary>A builder.</summary>
    /// <param name="column">The column.</param>
    /// <param name="reader">A reader that the columns of one thread share.</param>
    /// <param name="labels">The model's labels, which are keys of the metadata.</param>
    public AnnotationColumnBuilder(LayoutColumn column, AnnotationReader reader, IReadOnlyList<string> labels)
    {
        _column = column;
        _reader = reader;
        int longestLabel = BytesPerUnit * labels.Max(l => l.Length);
        (_keyBytes, _valueBytes) = column == LayoutColumn.Ner
            ? (labels.Sum(l => BytesPerUnit * l.Length) + "wordsentence".Length, (labels.Count * JavaFloat.MaxLength) + LongestNumber)
            : ("entitysentencechunkconfidence".Length, longestLabel + (2 * LongestNumber) + JavaFloat.MaxLength);
        ArrowType.List rows = AnnotationTypes.Annotations;
        var annotation = (ArrowType.Struct)rows.Item.Type;
        var metadata = (ArrowType.Map)annotation.Fields[4].Type;
        var embeddings = (ArrowType.List)annotation.Fields[5].Type;
        _begin = new FixedWidthBuilder<int>(annotation.Fields[1].Type);
        _end = new FixedWidthBuilder<int>(annotation.Fields[2].Type);
        _entries = new StructBuilder((ArrowType.Struct)metadata.Entries.Type, _key, _value);
        _metadata = new ListBuilder(metadata, _entries);
        _embeddings = new ListBuilder(embeddings, new FixedWidthBuilder<float>(embeddings.Item.Type));
        _annotations = new StructBuilder(annotation, _type, _begin, _end, _result, _metadata, _embeddings);
        _rows = new ListBuilder(rows, _annotations);
    }

    public override ArrowArrayBuilder Arrow => _rows;

    public override long Bytes => Math.Max(Math.Max(_key.ByteCount, _value.ByteCount), Math.Max(_result.ByteCount, 4L * _key.Length));

    public override long BytesOf(AnnotatedText text)
    {
        // Of a column's words none overlap; a chunk's text and its neighbours' share at most their ends.
        long most = ((long)text.Count(_column) * Math.Max(_keyBytes, _valueBytes)) + (2L * BytesPerUnit * text.Text.Length) + (4 * BytesPerUnit);
        return _column == LayoutColumn.Document ? most + MetadataBytes(text) : most;
    }

    public override void Append(AnnotatedText text)
    {
        int count = text.Count(_column);
        for (int i = 0; i < count; i++)
        {
            text.Read(_column, i, _reader);
            _type.Append(_reader.AnnotatorType);
            _begin.Append(_reader.Begin);
            _end.Append(_reader.End);
            _result.Append(_reader.Result);
            for (int m = 0; m < _reader.MetadataCount; m++)
            {
                _key.Append(_reader.Key(m));
                _value.Append(_reader.Value(m));
                _entries.EndRow();
            }

            _metadata.EndRow();
            _embeddings.EndRow();
            _annotations.EndRow();
        }

        _rows.EndRow();
    }

    public override void AppendNothing() => _rows.EndRow();

    private long MetadataBytes(AnnotatedText text)
    {
        text.Read(_column, 0, _reader);
        long bytes = 0;
        for (int m = 0; m < _reader.MetadataCount; m++)
        {
            bytes += BytesPerUnit * ((long)_reader.Key(m).Length + _reader.Value(m).Length);
        }

        return bytes;
    }
}
