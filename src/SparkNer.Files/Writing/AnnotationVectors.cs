using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Writing;

/// <summary>Fills a vector with Spark NLP's annotations. All of it goes by pointers: there are a dozen values a token.</summary>
internal unsafe ref struct AnnotationVectors
{
    private readonly IReadOnlyList<IAnnotatedRow> _rows;
    private readonly int _column;
    private readonly nint _type;
    private readonly nint _begin;
    private readonly nint _end;
    private readonly nint _result;
    private readonly nint _metadata;
    private readonly nint _embeddings;
    private ListVector _list;
    private ListVector _entries;
    private StringVector _types;
    private int* _begins;
    private int* _ends;
    private StringVector _results;
    private StringVector _keys;
    private StringVector _values;
    private nint _value;

    private AnnotationVectors(nint vector, IReadOnlyList<IAnnotatedRow> rows, int column, int firstRow, int count)
    {
        (_rows, _column) = (rows, column);
        int total = 0;
        for (int r = 0; r < count; r++)
        {
            total += rows[firstRow + r].Count(column);
        }

        _list = new ListVector(vector, total);
        nint fields = _list.Child;
        (_type, _begin, _end) = (Native.StructChild(fields, 0), Native.StructChild(fields, 1), Native.StructChild(fields, 2));
        (_result, _metadata, _embeddings) = (Native.StructChild(fields, 3), Native.StructChild(fields, 4), Native.StructChild(fields, 5));
        _entries = new ListVector(_metadata, total);
        Locate();
        LocateEntries();
    }

    /// <summary>Fills a vector with a column of some rows.</summary>
    public static void Fill(nint vector, IReadOnlyList<IAnnotatedRow> rows, int column, int firstRow, int count)
    {
        var vectors = new AnnotationVectors(vector, rows, column, firstRow, count);
        for (int r = 0; r < count; r++)
        {
            vectors.FillRow(r, firstRow + r);
        }

        vectors._list.End();
        vectors._entries.End();
        new Span<ListEntry>(Native.VectorData(vectors._embeddings), checked((int)vectors._list.Count)).Clear();
    }

    private void FillRow(int row, int source)
    {
        IAnnotatedRow annotations = _rows[source];
        int count = annotations.Count(_column);
        long first = _list.Begin(row, count, out bool grown);
        if (grown)
        {
            Locate();
        }

        var view = default(AnnotationView);
        var entry = new MetadataView(stackalloc byte[64]);
        for (int i = 0; i < count; i++)
        {
            annotations.Get(_column, i, ref view);
            _types.Set(first + i, view.AnnotatorType);
            _begins[first + i] = view.Begin;
            _ends[first + i] = view.End;
            _results.Set(first + i, view.Result);
            int entries = view.MetadataCount;
            long at = _entries.Begin(first + i, entries, out grown);
            if (grown)
            {
                LocateEntries();
            }

            for (int e = 0; e < entries; e++)
            {
                annotations.GetMetadata(_column, i, e, ref entry);
                _keys.Set(at + e, entry.Key);
                if (entry.IsNull)
                {
                    StringVector.SetNull(_value, at + e);
                }
                else if (entry.IsChars)
                {
                    _values.Set(at + e, entry.Chars);
                }
                else
                {
                    _values.Set(at + e, entry.Utf8);
                }
            }
        }
    }

    private void Locate()
    {
        _types = new StringVector(_type);
        _begins = (int*)Native.VectorData(_begin);
        _ends = (int*)Native.VectorData(_end);
        _results = new StringVector(_result);
    }

    private void LocateEntries()
    {
        nint fields = _entries.Child;
        _value = Native.StructChild(fields, 1);
        _keys = new StringVector(Native.StructChild(fields, 0));
        _values = new StringVector(_value);
    }
}
