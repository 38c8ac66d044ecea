using System.Buffers;
using System.Text;

namespace SparkNer.Files.Reading;

/// <summary>What has to be known of a CSV file before DuckDB reads it: the header's names, and how long its longest record is.</summary>
internal sealed class CsvScan
{
    private static readonly SearchValues<byte> _ends = SearchValues.Create(",\n\r"u8);

    private readonly string _name;
    private readonly List<byte> _field = [];
    private readonly List<string> _header = [];
    private State _state = State.FieldStart;
    private bool _cr;
    private long _line = 1;
    private long _recordLine = 1;
    private long _recordBytes;

    private CsvScan(string name)
    {
        _name = name;
    }

    private enum State
    {
        FieldStart,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    /// <summary>The names in the first record.</summary>
    public IReadOnlyList<string> Header => _header;

    /// <summary>The records after the header.</summary>
    public long Rows => Math.Max(0, Records - 1);

    /// <summary>The bytes of the longest record, with its end.</summary>
    public long LongestRecord { get; private set; }

    private long Records { get; set; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read, has no header, or ends inside quotes.</exception>
    public static CsvScan Of(Stream stream, string name)
    {
        var scan = new CsvScan(name);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            bool first = true;
            int read;
            while ((read = stream.ReadAtLeast(buffer, 3, throwOnEndOfStream: false)) > 0)
            {
                ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
                if (first)
                {
                    bytes = bytes[Utf8Check.MarkLength(bytes, scan._name)..];
                    first = false;
                }

                scan.Take(bytes);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw InputFile.ReadError(name, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        scan.Finish();
        return scan;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int used;
            switch (_state)
            {
                case State.FieldStart when bytes[0] == '"':
                    (_state, used) = (State.Quoted, 1);
                    break;
                case State.FieldStart:
                    (_state, used) = (State.Plain, 0);
                    break;
                case State.QuoteInQuoted when bytes[0] == '"':
                    (_state, used) = (State.Quoted, 1);
                    Keep("\""u8);
                    break;
                case State.QuoteInQuoted:
                    (_state, used) = (State.Plain, 0);
                    break;
                case State.Quoted:
                    used = bytes.IndexOf((byte)'"');
                    ReadOnlySpan<byte> inside = bytes[..(used < 0 ? bytes.Length : used)];
                    Keep(inside);
                    _line += inside.Count((byte)'\n');
                    (_state, used) = used < 0 ? (State.Quoted, bytes.Length) : (State.QuoteInQuoted, used + 1);
                    break;
                default:
                    used = Plain(bytes);
                    break;
            }

            _recordBytes += used;
            bytes = bytes[used..];
        }
    }

    private int Plain(ReadOnlySpan<byte> bytes)
    {
        if (_cr)
        {
            // CR ends a record, with the LF after it or alone.
            _cr = false;
            int lf = bytes[0] == '\n' ? 1 : 0;
            _recordBytes += lf;
            EndRecord();
            _recordBytes -= lf;
            return lf;
        }

        int at = bytes.IndexOfAny(_ends);
        Keep(bytes[..(at < 0 ? bytes.Length : at)]);
        if (at < 0)
        {
            return bytes.Length;
        }

        switch (bytes[at])
        {
            case (byte)',':
                EndField();
                break;
            case (byte)'\n':
                _recordBytes += at + 1;
                EndRecord();
                _recordBytes -= at + 1;
                break;
            default:
                _cr = true;
                break;
        }

        return at + 1;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (Records == 0)
        {
            _field.AddRange(bytes);
            if (_field.Count > 1 << 20)
            {
                throw new InputException($"{_name}: the first record has a name of more than 1 MiB. Is this a CSV file with a header?");
            }
        }
    }

    private void EndField()
    {
        if (Records == 0)
        {
            _header.Add(Encoding.UTF8.GetString([.. _field]));
            _field.Clear();
        }

        _state = State.FieldStart;
    }

    private void EndRecord()
    {
        EndField();
        Records++;
        LongestRecord = Math.Max(LongestRecord, _recordBytes);
        _recordBytes = 0;
        _line++;
        _recordLine = _line;
    }

    private void Finish()
    {
        if (_state == State.Quoted)
        {
            throw new InputException($"{_name}, line {_recordLine}: a quoted value that starts in this record is never closed.");
        }

        if (_cr || _recordBytes > 0)
        {
            EndRecord();
        }

        if (_header.Count == 0 || (_header.Count == 1 && _header[0].Length == 0))
        {
            throw new InputException($"{_name}: has no header: the first line of a CSV file names its columns (for example: id,text).");
        }
    }
}
