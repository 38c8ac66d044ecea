using System.Globalization;
using System.Runtime.ExceptionServices;
using SparkNer.Files.DuckDb;
using SparkNer.Files.Reading;

namespace SparkNer.Files.Writing;

/// <summary>Parquet as Spark writes it for Spark NLP. Chunks are filled on the caller's thread; a COPY statement on a thread of its own encodes them.</summary>
internal sealed class ParquetSink : IRowSink
{
    // A token with the probabilities of nine labels takes about 600 bytes in a vector, and five characters in the text.
    private const int ChunkChars = 16 * 1024;
    private const int QueuedChunks = 2;

    // What DuckDB keeps before it encodes it, as vectors; in the file it is a tenth of that. Smaller ones cost more in the end: the footer is kept in memory,
    // about 30 kB a row group.
    private const int RowGroupBytes = 64 << 20;
    private const int RowGroupRows = 1_000_000;

    private readonly OutputTarget _target;
    private readonly OutputLayout _layout;
    private readonly string _file;
    private readonly bool _copyOut;
    private readonly int _inputColumns;
    private readonly DuckType[] _types;
    private readonly nint[] _nativeTypes;
    private readonly ChunkQueue _queue;
    private readonly long _queueId;
    private readonly Thread _writer;
    private Exception? _failure;
    private bool _joined;
    private bool _disposed;

    public ParquetSink(OutputTarget target, OutputLayout layout, IReadOnlyList<CarriedColumn> input)
    {
        (_target, _layout) = (target, layout);
        input = layout.InputColumns ? input : [];
        _inputColumns = input.Count;
        _types = [.. input.Select(c => c.Type), .. layout.Columns.Select(SparkSchema.TypeOf), .. layout.ErrorsColumn is null ? [] : new[] { DuckType.Varchar }];
        _copyOut = target.TemporaryPath is null || FileFormats.IsGzip(target.Name) || target.TemporaryPath == Path.GetFullPath(target.Name);
        _file = _copyOut ? Path.Combine(Path.GetTempPath(), $"sparkner-{Guid.NewGuid():N}.parquet") : target.TemporaryPath!;
        string[] names = [.. input.Select(c => c.Name), .. layout.AddedNames];
        _queue = new ChunkQueue(_types, QueuedChunks);
        _nativeTypes = [.. _types.Select(t => t.Make())];
        _queueId = ChunkFunction.Add(_queue);
        string sql = Statement(names, SparkSchema.Of(input, layout));
        _writer = new Thread(() => Copy(sql)) { IsBackground = true, Name = "SparkNer Parquet writer" };
        _writer.Start();
    }

    public void Write(RowBatch rows, IReadOnlyList<IAnnotatedRow> annotations)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentOutOfRangeException.ThrowIfNotEqual(annotations.Count, rows.Count);
        ObjectDisposedException.ThrowIf(_disposed, this);
        int first = 0;
        while (first < rows.Count)
        {
            int count = 0;
            for (int chars = 0; first + count < rows.Count && count < DataChunk.Capacity && chars < ChunkChars; count++)
            {
                chars += annotations[first + count].Text.Length;
            }

            if (!_queue.Add(Fill(rows, annotations, first, count)))
            {
                Join();
                throw Failure();
            }

            first += count;
        }
    }

    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _queue.Complete();
        Join();
        if (_failure is not null)
        {
            throw Failure();
        }

        if (_copyOut)
        {
            try
            {
                using FileStream file = File.OpenRead(_file);
                file.CopyTo(_target.Stream);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw OutputException.For(_target.Name, e);
            }
        }

        _target.Complete();
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _queue.Abort();
        Join();
        ChunkFunction.Remove(_queueId);
        _queue.Dispose();
        for (int i = 0; i < _nativeTypes.Length; i++)
        {
            Native.DestroyLogicalType(ref _nativeTypes[i]);
        }

        if (_copyOut)
        {
            try
            {
                File.Delete(_file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A leftover in the temporary folder is not worth failing for.
            }
        }

        _target.Dispose();
    }

    private DataChunk Fill(RowBatch rows, IReadOnlyList<IAnnotatedRow> annotations, int first, int count)
    {
        DataChunk chunk = DataChunk.Create(_nativeTypes);
        try
        {
            if (_inputColumns > 0)
            {
                rows.Carrier.CopyTo(chunk, [.. Enumerable.Range(first, count)]);
            }

            for (int c = 0; c < _layout.Columns.Count; c++)
            {
                nint vector = chunk.Vector(_inputColumns + c);
                if (_layout.Columns[c].Kind == AnnotationColumnKind.Annotations)
                {
                    AnnotationVectors.Fill(vector, annotations, c, first, count);
                }
                else
                {
                    EntityVectors.Fill(vector, annotations, c, _layout.Columns[c].Kind, first, count);
                }
            }

            if (_layout.ErrorsColumn is not null)
            {
                var errors = new StringVector(chunk.Vector(_types.Length - 1));
                for (int r = 0; r < count; r++)
                {
                    errors.Set(r, annotations[first + r].Error ?? rows.Errors[first + r]);
                }
            }

            chunk.Count = count;
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    private string Statement(string[] names, string schema)
    {
        string columns = string.Join(", ", names.Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"c{i} AS {Sql.Name(n)}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"COPY (SELECT {columns} FROM {ChunkFunction.Call(_queueId)}) TO {Sql.Literal(_file)} "
            + $"(FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE false, ROW_GROUP_SIZE {RowGroupRows}, ROW_GROUP_SIZE_BYTES {RowGroupBytes}, WRITE_BLOOM_FILTER false, "
            + $"KV_METADATA {{{Sql.Name(ParquetFiles.SparkRowMetadata)}: {Sql.Literal(schema)}}})");
    }

    private void Copy(string sql)
    {
        try
        {
            using ConnectionHandle connection = DuckDatabase.Connect();
            DuckQuery.Execute(connection, sql);
        }
        catch (Exception e)
        {
            _failure = e;
        }
        finally
        {
            // Nobody takes chunks any more; a waiting Write has to hear of it.
            _queue.Abort();
        }
    }

    private void Join()
    {
        if (!_joined)
        {
            _writer.Join();
            _joined = true;
        }
    }

    private Exception Failure()
    {
        Exception cause = _failure ?? new InvalidOperationException("The output has been completed already.");
        return cause is DuckDbException or IOException or UnauthorizedAccessException
            ? OutputException.For(_target.Name, cause)
            : ExceptionDispatchInfo.Capture(cause).SourceException;
    }
}
