using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SparkNer.Files.Reading;

/// <summary>JSON lines: one object a line. A line that is none becomes a row with an error, and is kept in the field <c>_corrupt_record</c>.</summary>
internal sealed class JsonLinesSource : RowSource
{
    private const int LinesForMissing = 1000;
    private const int NamesForMissing = 1000;

    private readonly LineReader _lines;
    private readonly FileStream? _file;
    private readonly long _length;
    private readonly JsonSchema? _schema;
    private readonly SpooledFile? _spooled;
    private readonly JsonRowReader _row;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Queue<RowBatch> _held = new();
    private int _objects;
    private bool _sawText;
    private bool _sawId;
    private bool _first = true;

    /// <summary>A source over an open stream.</summary>
    /// <param name="stream">The lines; this source's to close.</param>
    /// <param name="file">The file under it, for the progress.</param>
    /// <param name="schema">The columns, where they are wanted.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="options">What to read.</param>
    /// <param name="spooled">What goes with the source.</param>
    public JsonLinesSource(Stream stream, FileStream? file, JsonSchema? schema, string name, SourceOptions options, SpooledFile? spooled = null)
        : base(name, options)
    {
        (_file, _length, _schema, _spooled) = (file, file?.Length ?? 0, schema, spooled);
        _lines = new LineReader(stream, name, options.BatchBytes, options.BatchRows);
        _row = new JsonRowReader(options);
        _sawId = options.IdColumn is null;
        Carried = schema?.Columns ?? [];
    }

    public override double? Progress => _file is null ? null : _length == 0 ? 1 : (double)_file.Position / _length;

    public override IReadOnlyList<CarriedColumn> Carried { get; }

    private bool SawColumns => _sawText && _sawId;

    public override bool TryRead([NotNullWhen(true)] out RowBatch? batch)
    {
        // Nothing is given out before it is known that the columns are there: an output to a pipe could not be taken back.
        while (!SawColumns && ReadBlock() is { } read)
        {
            _held.Enqueue(read);
        }

        if (!SawColumns && _objects > 0)
        {
            throw Missing();
        }

        if (!_held.TryDequeue(out batch))
        {
            batch = ReadBlock();
        }

        return batch is not null;
    }

    public override void Dispose()
    {
        while (_held.TryDequeue(out RowBatch? batch))
        {
            batch.Dispose();
        }

        _lines.Dispose();
        _spooled?.Dispose();
    }

    private RowBatch? ReadBlock()
    {
        while (_lines.TryRead(out LineBlock? block))
        {
            RowBatch? batch = null;
            try
            {
                batch = Read(block);
            }
            finally
            {
                if (batch is null)
                {
                    block.Dispose();
                }
            }

            if (batch is not null)
            {
                return batch;
            }
        }

        return null;
    }

    private RowBatch? Read(LineBlock block)
    {
        var lines = new List<int>(block.Count);
        for (int i = 0; i < block.Count; i++)
        {
            if (!JsonLine.IsBlank(block[i]))
            {
                lines.Add(i);
            }
        }

        if (lines.Count == 0)
        {
            return null;
        }

        if (_first)
        {
            CheckFirst(block[lines[0]]);
            _first = false;
        }

        int[] rows = [.. lines];
        var corrupt = new bool[rows.Length];
        var texts = new string?[rows.Length];
        string[]?[]? words = Options.WordsColumn is null ? null : new string[]?[rows.Length];
        string?[]? ids = Options.IdColumn is null ? null : new string?[rows.Length];
        var metadata = Options.MetadataColumn is null ? null : new IReadOnlyList<KeyValuePair<string, string?>>?[rows.Length];
        var batch = new RowBatch(Name, "line", block.FirstNumber, rows, texts, new JsonCarrier(block, rows, corrupt, _schema))
        {
            Words = words,
            Ids = ids,
            Metadata = metadata,
        };
        for (int r = 0; r < rows.Length; r++)
        {
            ReadOnlySpan<byte> line = block[rows[r]];
            string? error = JsonLine.Check(line);
            if (error is not null)
            {
                corrupt[r] = true;
                batch.Errors[r] = $"{batch.Describe(r)}: {error}";
                continue;
            }

            _row.Read(line);
            texts[r] = _row.Text;
            words?[r] = _row.Words;
            ids?[r] = _row.Id;
            metadata?[r] = _row.Metadata;
            if (_row.Error is not null)
            {
                batch.Errors[r] = $"{batch.Describe(r)}: {_row.Error}";
            }

            if (!SawColumns)
            {
                NoteNames(line);
            }
        }

        return batch;
    }

    private void NoteNames(ReadOnlySpan<byte> line)
    {
        _objects++;
        _sawText |= _row.HasText;
        _sawId |= _row.HasId;
        if (SawColumns)
        {
            _names.Clear();
            return;
        }

        Utf8JsonReader reader = JsonLine.Read(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_names.Count < NamesForMissing)
            {
                _names.Add(JsonText.Get(ref reader));
            }

            reader.Read();
            reader.Skip();
        }

        if (_objects >= LinesForMissing)
        {
            throw Missing();
        }
    }

    private InputException Missing() => MissingColumn(
        Name,
        _sawText ? Options.IdColumn! : Options.WordsColumn ?? Options.TextColumn,
        _sawText ? "--id-column" : Options.WordsColumn is null ? "--text-column" : Options.WordsOption,
        _names,
        _objects == 1 ? "its line" : $"its first {_objects} lines");

    // A whole array of objects would otherwise give one error, or one a line.
    private void CheckFirst(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> start = line.TrimStart(" \t"u8);
        if (start.StartsWith("["u8) && start[1..].TrimStart(" \t"u8) is [] or [(byte)'{', ..])
        {
            throw new InputException($"{Name}: holds a JSON array, one object a line is expected. Convert it: jq -c '.[]' {Name}");
        }
    }
}
