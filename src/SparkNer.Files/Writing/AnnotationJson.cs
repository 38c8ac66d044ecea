using System.Buffers;
using System.Text.Json;

namespace SparkNer.Files.Writing;

/// <summary>Writes annotation columns as JSON, with the fields in Spark NLP's (or the pipeline's) order.</summary>
internal static class AnnotationJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = RelaxedJson.Encoder, SkipValidation = true, MaxDepth = 1000 };
    private static readonly JsonEncodedText _annotatorType = JsonEncodedText.Encode("annotatorType");
    private static readonly JsonEncodedText _begin = JsonEncodedText.Encode("begin");
    private static readonly JsonEncodedText _end = JsonEncodedText.Encode("end");
    private static readonly JsonEncodedText _result = JsonEncodedText.Encode("result");
    private static readonly JsonEncodedText _metadata = JsonEncodedText.Encode("metadata");
    private static readonly JsonEncodedText _embeddings = JsonEncodedText.Encode("embeddings");
    private static readonly JsonEncodedText _entity = JsonEncodedText.Encode("entity");
    private static readonly JsonEncodedText _entityGroup = JsonEncodedText.Encode("entity_group");
    private static readonly JsonEncodedText _score = JsonEncodedText.Encode("score");
    private static readonly JsonEncodedText _index = JsonEncodedText.Encode("index");
    private static readonly JsonEncodedText _word = JsonEncodedText.Encode("word");
    private static readonly JsonEncodedText _start = JsonEncodedText.Encode("start");

    /// <summary>A writer for <see cref="Write"/>.</summary>
    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> output) => new(output, _options);

    /// <summary>Writes a row's array.</summary>
    public static void Write(Utf8JsonWriter writer, IAnnotatedRow row, int column, AnnotationColumnKind kind)
    {
        int count = row.Count(column);
        writer.WriteStartArray();
        if (kind == AnnotationColumnKind.Annotations)
        {
            Span<byte> scratch = stackalloc byte[64];
            for (int i = 0; i < count; i++)
            {
                WriteAnnotation(writer, row, column, i, scratch);
            }
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                WriteEntity(writer, row, column, i, kind == AnnotationColumnKind.EntityPieces);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteAnnotation(Utf8JsonWriter writer, IAnnotatedRow row, int column, int index, Span<byte> scratch)
    {
        var view = default(AnnotationView);
        row.Get(column, index, ref view);
        writer.WriteStartObject();
        writer.WriteString(_annotatorType, view.AnnotatorType);
        writer.WriteNumber(_begin, view.Begin);
        writer.WriteNumber(_end, view.End);
        writer.WriteString(_result, view.Result);
        writer.WriteStartObject(_metadata);
        int entries = view.MetadataCount;
        var entry = new MetadataView(scratch);
        for (int i = 0; i < entries; i++)
        {
            row.GetMetadata(column, index, i, ref entry);
            if (entry.IsNull)
            {
                writer.WriteNull(entry.Key);
            }
            else if (entry.IsChars)
            {
                writer.WriteString(entry.Key, entry.Chars);
            }
            else
            {
                writer.WriteString(entry.Key, entry.Utf8);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartArray(_embeddings);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEntity(Utf8JsonWriter writer, IAnnotatedRow row, int column, int index, bool pieces)
    {
        var view = default(EntityView);
        row.Get(column, index, ref view);
        writer.WriteStartObject();
        writer.WriteString(pieces ? _entity : _entityGroup, view.Entity);
        if (float.IsFinite(view.Score))
        {
            writer.WriteNumber(_score, view.Score);
        }
        else
        {
            writer.WriteNull(_score);
        }

        if (pieces)
        {
            writer.WriteNumber(_index, view.Index);
        }

        writer.WriteString(_word, view.Word);
        writer.WriteNumber(_start, view.Start);
        writer.WriteNumber(_end, view.End);
        writer.WriteEndObject();
    }
}
