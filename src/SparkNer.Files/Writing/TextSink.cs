using System.Text;

namespace SparkNer.Files.Writing;

/// <summary>One line a document: the text, with its entities marked as <c>[Anna Schmidt](PER)</c>. Line ends in the text become spaces, so that a document stays a
/// line; of entities that overlap the first stays.</summary>
internal sealed class TextSink : StreamSink
{
    private readonly int _column;
    private readonly AnnotationColumnKind _kind;
    private readonly StringBuilder _line = new();

    public TextSink(OutputTarget target, OutputLayout layout, int column)
        : base(target, layout)
    {
        (_column, _kind) = (column, layout.Columns[column].Kind);
    }

    /// <summary>The position of the column whose entities can be marked; -1 for none.</summary>
    public static int EntityColumn(OutputLayout layout)
    {
        for (int i = 0; i < layout.Columns.Count; i++)
        {
            if (layout.Columns[i].Kind != AnnotationColumnKind.Annotations || layout.Columns[i].AnnotatorType == AnnotatorType.Chunk)
            {
                return i;
            }
        }

        return -1;
    }

    protected override void WriteRow(RowBatch rows, int row, IAnnotatedRow annotations)
    {
        ReadOnlySpan<char> text = annotations.Text;
        _line.Clear();
        int done = 0;
        int count = annotations.Count(_column);
        var place = new CodePointCursor(text);
        for (int i = 0; i < count; i++)
        {
            (int start, int end, string label) = Entity(annotations, i);
            if (Layout.OffsetsInCodePoints && _kind != AnnotationColumnKind.Annotations)
            {
                start = place.UnitAt(start);
                end = place.UnitAt(end);
            }

            if (start >= done && end > start && end <= text.Length)
            {
                _line.Append(text[done..start]).Append('[').Append(text[start..end]).Append("](").Append(label).Append(')');
                done = end;
            }
        }

        _line.Append(text[done..]).Replace('\n', ' ').Replace('\r', ' ').Append('\n');
        string line = _line.ToString();
        Output.Advance(Encoding.UTF8.GetBytes(line, Output.GetSpan(Encoding.UTF8.GetMaxByteCount(line.Length))));
    }

    private (int Start, int End, string Label) Entity(IAnnotatedRow row, int index)
    {
        if (_kind != AnnotationColumnKind.Annotations)
        {
            var entity = default(EntityView);
            row.Get(_column, index, ref entity);
            return (entity.Start, entity.End, entity.Entity.ToString());
        }

        var view = default(AnnotationView);
        row.Get(_column, index, ref view);
        (int begin, int end, int entries) = (view.Begin, view.End, view.MetadataCount);
        string label = "";
        var entry = new MetadataView(stackalloc byte[64]);
        for (int i = 0; i < entries; i++)
        {
            row.GetMetadata(_column, index, i, ref entry);
            if (entry.Key.SequenceEqual("entity"u8) && !entry.IsNull)
            {
                label = entry.IsChars ? entry.Chars.ToString() : Encoding.UTF8.GetString(entry.Utf8);
            }
        }

        return (begin, end + 1, label);
    }
}
