using SparkNer.Aggregation;
using SparkNer.Arrow;

namespace SparkNer.Spark.Ner;

/// <summary>Builds the column of Hugging Face's layout.</summary>
internal sealed class EntityColumnBuilder : ColumnBuilder
{
    private const int BytesPerUnit = 3;

    private readonly ListBuilder _rows;
    private readonly StructBuilder _entities;
    private readonly Utf8Builder _label = new();
    private readonly FixedWidthBuilder<float> _score = new(new ArrowType.Float(32));
    private readonly FixedWidthBuilder<int>? _index;
    private readonly Utf8Builder _word = new();
    private readonly FixedWidthBuilder<int> _start = new(new ArrowType.Int(32));
    private readonly FixedWidthBuilder<int> _end = new(new ArrowType.Int(32));

    /// <summary>A builder.</summary>
    /// <param name="type">One of the two types of <see cref="AnnotationTypes"/>.</param>
    public EntityColumnBuilder(ArrowType.List type)
    {
        var entity = (ArrowType.Struct)type.Item.Type;
        _index = entity.Fields.IndexOf("index") >= 0 ? new FixedWidthBuilder<int>(new ArrowType.Int(32)) : null;
        _entities = _index is null
            ? new StructBuilder(entity, _label, _score, _word, _start, _end)
            : new StructBuilder(entity, _label, _score, _index, _word, _start, _end);
        _rows = new ListBuilder(type, _entities);
    }

    public override ArrowArrayBuilder Arrow => _rows;

    public override long Bytes => Math.Max(_label.ByteCount, _word.ByteCount);

    public override long BytesOf(AnnotatedText text) => text.Entities.Sum(e => (long)BytesPerUnit * (e.Label.Length + e.Word.Length)) + 1024;

    public override void Append(AnnotatedText text)
    {
        foreach (Entity entity in text.Entities)
        {
            _label.Append(entity.Label);
            _score.Append(entity.Score);
            _index?.Append(entity.Index ?? 0);
            _word.Append(entity.Word);
            _start.Append(entity.Start);
            _end.Append(entity.End);
            _entities.EndRow();
        }

        _rows.EndRow();
    }

    public override void AppendNothing() => _rows.EndRow();
}
