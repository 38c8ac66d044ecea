using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>Rows that DuckDB reads from a file, a chunk at a time, cut into batches.</summary>
internal sealed unsafe class DuckSource : RowSource
{
    private readonly DuckPlan _plan;
    private readonly Queue<string> _froms;
    private readonly long _totalRows;
    private readonly IDisposable? _spooled;
    private readonly Func<DuckDbException, InputException> _describe;
    private readonly byte[][] _names;
    private readonly JsonRowReader _json;
    private DuckQuery? _query;
    private DataChunk? _chunk;
    private int _next;
    private long _rows;

    /// <summary>Starts to read.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="options">What to read.</param>
    /// <param name="plan">The statement's columns.</param>
    /// <param name="froms">The rest of the statement; of several, one after the other.</param>
    /// <param name="totalRows">How many rows there are, for the progress.</param>
    /// <param name="describe">Makes DuckDB's errors the user's.</param>
    /// <param name="spooled">What goes with this source.</param>
    public DuckSource(
        string name,
        SourceOptions options,
        DuckPlan plan,
        IEnumerable<string> froms,
        long totalRows,
        Func<DuckDbException, InputException> describe,
        IDisposable? spooled)
        : base(name, options)
    {
        (_plan, _totalRows, _describe, _spooled) = (plan, totalRows, describe, spooled);
        _names = [.. plan.Columns.Select(c => Encoding.UTF8.GetBytes("\"" + JsonEncodedText.Encode(c.Name, RelaxedJson.Encoder) + "\""))];
        _json = new JsonRowReader(options);
        _froms = new Queue<string>(froms);
    }

    public override double? Progress => _totalRows == 0 ? 1 : Math.Min(1, (double)_rows / _totalRows);

    public override IReadOnlyList<CarriedColumn> Carried => _plan.Columns;

    public override bool TryRead([NotNullWhen(true)] out RowBatch? batch)
    {
        if (_chunk is null || _next >= _chunk.Count)
        {
            _chunk?.Dispose();
            _chunk = null;
            _next = 0;
            if (!TryFetch())
            {
                batch = null;
                return false;
            }
        }

        int count = CountRows(_chunk!, _next);
        batch = Batch(_chunk!, _next, count);
        _next += count;
        _rows += count;
        return true;
    }

    public override void Dispose()
    {
        _chunk?.Dispose();
        _chunk = null;
        _query?.Dispose();
        _spooled?.Dispose();
    }

    private bool TryFetch()
    {
        try
        {
            while (_query is not null || _froms.Count > 0)
            {
                _query ??= new DuckQuery($"SELECT {_plan.SelectList} FROM {_froms.Dequeue()}");
                if (_query.TryFetch(out DataChunk? fetched))
                {
                    // A copy: the strings of a fetched chunk hold on to the pages, or the buffers, that they were read from.
                    using (fetched)
                    {
                        _chunk = fetched.Copy(_query.Types);
                    }

                    return true;
                }

                _query.Dispose();
                _query = null;
            }

            return false;
        }
        catch (DuckDbException e)
        {
            throw _describe(e);
        }
    }

    private static DuckString* Value(DataChunk chunk, int column, int row)
    {
        nint vector = chunk.Vector(column);
        return DataChunk.IsValid(Native.VectorValidity(vector), row) ? (DuckString*)Native.VectorData(vector) + row : null;
    }

    private int CountRows(DataChunk chunk, int first)
    {
        int column = _plan.Text >= 0 ? _plan.Text : _plan.Words;
        int most = Math.Min(chunk.Count - first, Options.BatchRows);
        long bytes = 0;
        int count = 0;
        while (count < most && bytes < Options.BatchBytes)
        {
            DuckString* value = Value(chunk, column, first + count);
            bytes += value is null ? 0 : value->Length;
            count++;
        }

        return count;
    }

    private RowBatch Batch(DataChunk chunk, int first, int count)
    {
        var texts = new string?[count];
        string[]?[]? words = _plan.Words < 0 ? null : new string[]?[count];
        string?[]? ids = _plan.Id < 0 ? null : new string?[count];
        var metadata = _plan.Metadata < 0 ? null : new IReadOnlyList<KeyValuePair<string, string?>>?[count];
        var batch = new RowBatch(Name, "row", _rows + 1, null, texts, new ChunkCarrier(chunk.Share(), first, _plan.Columns, _plan.IsJson, _names))
        {
            Words = words,
            Ids = ids,
            Metadata = metadata,
        };
        for (int r = 0; r < count; r++)
        {
            if (_plan.Text >= 0 && Value(chunk, _plan.Text, first + r) is var text && text is not null)
            {
                texts[r] = DuckString.Text(text);
            }

            if (words is not null && Value(chunk, _plan.Words, first + r) is var list && list is not null)
            {
                _json.ReadColumn(DuckString.Bytes(list), words: true);
                words[r] = _json.Words;
                Note(batch, r);
            }

            if (ids is not null && Value(chunk, _plan.Id, first + r) is var id && id is not null)
            {
                ids[r] = DuckString.Text(id);
            }

            if (metadata is not null && Value(chunk, _plan.Metadata, first + r) is var map && map is not null)
            {
                _json.ReadColumn(DuckString.Bytes(map), words: false);
                metadata[r] = _json.Metadata;
                Note(batch, r);
            }
        }

        return batch;
    }

    private void Note(RowBatch batch, int row)
    {
        if (_json.Error is not null)
        {
            batch.Errors[row] ??= $"{batch.Describe(row)}: {_json.Error}";
        }
    }
}
