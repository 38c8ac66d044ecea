using System.Buffers.Binary;
using SparkNer.Arrow.Ipc;

namespace SparkNer.Arrow.Tests.Support;

/// <summary>Streams that our writer would never write, message by message.</summary>
internal sealed class RawStream
{
    private readonly MemoryStream _stream = new();

    public byte[] Bytes => _stream.ToArray();

    /// <summary>A stream of the same messages with the length alone before each, as it was before 2019.</summary>
    public static byte[] InOldForm(byte[] stream)
    {
        var old = new RawStream();
        int at = 0;
        while (BinaryPrimitives.ReadInt32LittleEndian(stream.AsSpan(at + 4)) is not 0 and int length)
        {
            FlatTable message = FlatTable.Root(stream.AsSpan(at + 8, length));
            int whole = 4 + length + (int)message.Int64(Slots.Message.BodyLength, 0);
            old._stream.Write(stream.AsSpan(at + 4, whole));
            at += 4 + whole;
        }

        old._stream.Write(new byte[4]);
        return old.Bytes;
    }

    /// <summary>A schema with these fields.</summary>
    public RawStream Schema(Func<FlatBufferBuilder, int[]> fields, int endianness = 0, int version = 4)
    {
        var flat = new FlatBufferBuilder();
        int vector = flat.Tables(fields(flat));
        flat.StartTable();
        flat.AddOffset(Slots.Schema.Fields, vector);
        flat.AddInt16(Slots.Schema.Endianness, endianness);
        return Message(flat, MessageKind.Schema, flat.EndTable(), [], version);
    }

    public RawStream Schema(ArrowSchema schema, int version = 4)
    {
        var flat = new FlatBufferBuilder();
        return Message(flat, MessageKind.Schema, SchemaEncoder.Encode(flat, schema), [], version);
    }

    public RawStream Batch(long length, (long, long)[] nodes, (long, long)[] buffers, byte[] body, int version = 4, int? codec = null)
    {
        var flat = new FlatBufferBuilder();
        int nodeVector = flat.Pairs(nodes);
        int bufferVector = flat.Pairs(buffers);
        int compression = 0;
        if (codec is { } number)
        {
            flat.StartTable();
            flat.AddByte(0, number);
            compression = flat.EndTable();
        }

        flat.StartTable();
        flat.AddInt64(Slots.RecordBatch.Length, length);
        flat.AddOffset(Slots.RecordBatch.Nodes, nodeVector);
        flat.AddOffset(Slots.RecordBatch.Buffers, bufferVector);
        if (compression != 0)
        {
            flat.AddOffset(Slots.RecordBatch.Compression, compression);
        }

        return Message(flat, MessageKind.RecordBatch, flat.EndTable(), body, version);
    }

    /// <summary>A message of another kind with an empty table.</summary>
    public RawStream Other(MessageKind kind)
    {
        var flat = new FlatBufferBuilder();
        flat.StartTable();
        return Message(flat, kind, flat.EndTable(), [], 4);
    }

    public RawStream Add(params ReadOnlySpan<int> words)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (int word in words)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, word);
            _stream.Write(bytes);
        }

        return this;
    }

    public RawStream End() => Add(-1, 0);

    /// <summary>A field of any type; children and a dictionary as wished.</summary>
    public static int Field(FlatBufferBuilder flat, string name, int type, int[]? children = null, bool dictionary = false, Action<FlatBufferBuilder>? content = null)
    {
        int text = flat.Text(name);
        int vector = flat.Tables(children ?? []);
        return Field(flat, text, type, vector, dictionary, content);
    }

    /// <summary>A field whose name and children lie somewhere already.</summary>
    public static int Field(FlatBufferBuilder flat, int name, int type, int children, bool dictionary = false, Action<FlatBufferBuilder>? content = null)
    {
        flat.StartTable();
        content?.Invoke(flat);
        int typeTable = flat.EndTable();
        flat.StartTable();
        int dictionaryTable = flat.EndTable();
        flat.StartTable();
        flat.AddOffset(Slots.Field.Name, name);
        flat.AddOffset(Slots.Field.Type, typeTable);
        flat.AddOffset(Slots.Field.Children, children);
        if (dictionary)
        {
            flat.AddOffset(Slots.Field.Dictionary, dictionaryTable);
        }

        flat.AddByte(Slots.Field.TypeKind, type);
        return flat.EndTable();
    }

    private RawStream Message(FlatBufferBuilder flat, MessageKind kind, int header, byte[] body, int version)
    {
        flat.StartTable();
        flat.AddInt64(Slots.Message.BodyLength, body.Length);
        flat.AddOffset(Slots.Message.Header, header);
        flat.AddInt16(Slots.Message.Version, version);
        flat.AddByte(Slots.Message.HeaderKind, (int)kind);
        byte[] metadata = flat.Finish(flat.EndTable()).ToArray();
        Add(-1, metadata.Length);
        _stream.Write(metadata);
        _stream.Write(body);
        return this;
    }
}
