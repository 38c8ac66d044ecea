using System.Buffers.Binary;
using SparkNer.Arrow.Ipc;

namespace SparkNer.Arrow;

/// <summary>Writes an Arrow IPC stream: the schema, batches, the end-of-stream mark. Never compressed.</summary>
/// <remarks>
/// Every call hands all its bytes to the underlying stream and leaves flushing and closing to the caller. Windows of arrays are written as if they were all there
/// is. Large buffers go out uncopied. Not thread-safe.
/// </remarks>
public sealed class ArrowStreamWriter
{
    private const int VersionFive = 4;

    private readonly ArrowSchema _schema;
    private readonly StagedOutput _output;
    private readonly FlatBufferBuilder _flat = new();
    private readonly BodyPlan _plan = new();
    private bool _began;
    private bool _ended;

    /// <summary>A writer that has not written anything yet.</summary>
    /// <param name="stream">Where the Arrow stream goes.</param>
    /// <param name="schema">The columns of all batches.</param>
    public ArrowStreamWriter(Stream stream, ArrowSchema schema)
    {
        _schema = schema;
        _output = new StagedOutput(stream);
    }

    /// <summary>Writes the schema if it has not been written: the first batch and the end do so too.</summary>
    public void WriteSchema()
    {
        if (_began)
        {
            return;
        }

        _began = true;
        _flat.Clear();
        WriteMetadata(MessageKind.Schema, SchemaEncoder.Encode(_flat, _schema), 0);
        _output.Send();
    }

    /// <summary>Writes a batch, which stays the caller's.</summary>
    /// <exception cref="ArgumentException">The batch's columns are not the schema's.</exception>
    public void WriteBatch(RecordBatch batch) => WriteBatch(batch.Columns, batch.Length);

    /// <summary>Writes columns as a batch; they stay the caller's.</summary>
    /// <param name="columns">A column for each field of the schema, of its very type, nested names and nullability included.</param>
    /// <param name="length">The number of rows.</param>
    /// <exception cref="ArgumentException">The columns are not the schema's.</exception>
    /// <exception cref="InvalidOperationException">The end has been written.</exception>
    public void WriteBatch(IReadOnlyList<ArrowArray> columns, int length)
    {
        if (_ended)
        {
            throw new InvalidOperationException("The end of the stream has been written.");
        }

        Check(columns, length);
        WriteSchema();
        using (_plan)
        {
            foreach (ArrowArray column in columns)
            {
                _plan.Add(column);
            }

            _flat.Clear();
            int nodes = _flat.Pairs(_plan.Nodes);
            int buffers = _flat.Pairs(_plan.Buffers);
            _flat.StartTable();
            _flat.AddInt64(Slots.RecordBatch.Length, length);
            _flat.AddOffset(Slots.RecordBatch.Nodes, nodes);
            _flat.AddOffset(Slots.RecordBatch.Buffers, buffers);
            WriteMetadata(MessageKind.RecordBatch, _flat.EndTable(), _plan.BodyLength);
            foreach (ReadOnlyMemory<byte> part in _plan.Parts)
            {
                WritePadded(part.Span);
            }

            _output.Send();
        }
    }

    /// <summary>Writes the end-of-stream mark if it has not been written. A stream without batches has its schema all the same.</summary>
    public void WriteEnd()
    {
        if (_ended)
        {
            return;
        }

        WriteSchema();
        _ended = true;
        WriteLength(0);
        _output.Send();
    }

    private void Check(IReadOnlyList<ArrowArray> columns, int length)
    {
        if (columns.Count != _schema.Fields.Count)
        {
            throw new ArgumentException($"{columns.Count} columns for the schema's {_schema.Fields.Count} fields.", nameof(columns));
        }

        for (int i = 0; i < columns.Count; i++)
        {
            ArrowField field = _schema.Fields[i];
            if (columns[i].Length != length)
            {
                throw new ArgumentException($"Column '{field.Name}' has {columns[i].Length} rows, the batch {length}.", nameof(columns));
            }

            if (!ReferenceEquals(columns[i].Type, field.Type) && columns[i].Type != field.Type)
            {
                throw new ArgumentException($"Column '{field.Name}' is {columns[i].Type}, not {field.Type}.", nameof(columns));
            }
        }
    }

    private void WriteMetadata(MessageKind kind, int header, long bodyLength)
    {
        _flat.StartTable();
        _flat.AddInt64(Slots.Message.BodyLength, bodyLength);
        _flat.AddOffset(Slots.Message.Header, header);
        _flat.AddInt16(Slots.Message.Version, VersionFive);
        _flat.AddByte(Slots.Message.HeaderKind, (int)kind);
        ReadOnlySpan<byte> metadata = _flat.Finish(_flat.EndTable());
        WriteLength(metadata.Length);
        _output.Write(metadata);
    }

    private void WriteLength(int length)
    {
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, -1);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[4..], length);
        _output.Write(prefix);
    }

    private void WritePadded(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        ReadOnlySpan<byte> zeros = [0, 0, 0, 0, 0, 0, 0];
        _output.Write(zeros[..(-bytes.Length & 7)]);
    }
}
