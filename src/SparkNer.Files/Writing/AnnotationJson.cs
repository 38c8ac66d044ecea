using System.Buffers;
using System.Text.Json;

namespace SparkNer.Files.Writing;

/// <summary>Writes annotation columns as JSON, with the fields in Spark NLP's (or the pipeline's) order.</summary>
internal static class AnnotationJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = RelaxedJson.Encoder, SkipValidation = true, MaxDepth = 1000 };
    private static readonly JsonEncodedText s_annotatorType = JsonEncodedText.Encode("annotatorType");
    private static readonly JsonEncodedText s_begin = JsonEncodedText.Encode("begin");
    private static readonly JsonEncodedText s_end = JsonEncodedText.Encode("end");
    private static readonly JsonEncodedText s_result = JsonEncodedText.Encode("result");
    private static readonly JsonEncodedText s_metadata = JsonEncodedText.Encode("metadata");
    private static readonly JsonEncodedText s_embeddings = JsonEncodedText.Encode("embeddings");
    private static readonly JsonEncodedText s_entity = JsonEncodedText.Encode("entity");
    private static readonly JsonEncodedText s_entityGroup = JsonEncodedText.Encode("entity_group");
    private static readonly JsonEncodedText s_score = JsonEncodedText.Encode("score");
    private static readonly JsonEncodedText s_index = JsonEncodedText.Encode("index");
    private static readonly JsonEncodedText s_word = JsonEncodedText.Encode("word");
    private static readonly JsonEncodedText s_start = JsonEncodedText.Encode("start");

    /// <summary>A writer for <see cref="Write"/>.</summary>
    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> output) => new(output, s_options);

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
        writer.WriteString(s_annotatorType, view.AnnotatorType);
        writer.WriteNumber(s_begin, view.Begin);
        writer.WriteNumber(s_end, view.End);
        writer.WriteString(s_result, view.Result);
        writer.WriteStartObject(s_metadata);
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
        writer.WriteStartArray(s_embeddings);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEntity(Utf8JsonWriter writer, IAnnotatedRow row, int column, int index, bool pieces)
    {
        var view = default(EntityView);
        row.Get(column, index, ref view);
        writer.WriteStartObject();
        writer.WriteString(pieces ? s_entity : s_entityGroup, view.Entity);
        if (float.IsFinite(view.Score))
        {
            writer.WriteNumber(s_score, view.Score);
        }
        else
        {
            writer.WriteNull(s_score);
        }

        if (pieces)
        {
            writer.WriteNumber(s_index, view.Index);
        }

        writer.WriteString(s_word, view.Word);
        writer.WriteNumber(s_start, view.Start);
        writer.WriteNumber(s_end, view.End);
        writer.WriteEndObject();
    }
}
