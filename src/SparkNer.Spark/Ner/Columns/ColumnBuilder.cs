using SparkNer.Arrow;

namespace SparkNer.Spark.Ner;

/// <summary>Builds one column of annotations.</summary>
internal abstract class ColumnBuilder
{
    /// <summary>What a column of a batch may hold for sure: offsets are 32-bit, and one text buffer takes all values of a field.</summary>
    public const long MaxBytes = int.MaxValue - (1 << 20);

    /// <summary>The builder; belongs to the struct's.</summary>
    public abstract ArrowArrayBuilder Arrow { get; }

    /// <summary>At most how many bytes a document adds to the largest buffer.</summary>
    public abstract long BytesOf(AnnotatedText text);

    /// <summary>How many bytes the largest buffer has so far.</summary>
    public abstract long Bytes { get; }

    /// <summary>Adds a document's row.</summary>
    public abstract void Append(AnnotatedText text);

    /// <summary>Adds a row without annotations.</summary>
    public abstract void AppendNothing();
}
