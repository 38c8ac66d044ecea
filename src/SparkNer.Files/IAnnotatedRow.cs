namespace SparkNer.Files;

/// <summary>The annotations of one row, as the outputs read them: counted access by column and index, so that nothing need be made of an annotation that is
/// kept in flat arrays.</summary>
/// <remarks>The columns are those of <see cref="OutputLayout.Columns"/>, by position. An output reads a row only inside <see cref="IRowSink.Write"/>, on one
/// thread; afterwards its memory may be used again.</remarks>
public interface IAnnotatedRow
{
    /// <summary>The (cleaned) text that the offsets refer to; only the text output reads it.</summary>
    ReadOnlySpan<char> Text { get; }

    /// <summary>What went wrong with this row, null where all is well. Where it is null, the error that the source found counts.</summary>
    string? Error { get; }

    /// <summary>How many annotations, or entities, a column has.</summary>
    /// <param name="column">The column's position in the layout.</param>
    int Count(int column);

    /// <summary>Reads an annotation of a column of the kind <see cref="AnnotationColumnKind.Annotations"/>.</summary>
    /// <param name="column">The column's position in the layout.</param>
    /// <param name="index">From 0.</param>
    /// <param name="view">Where to; every field is to be set.</param>
    void Get(int column, int index, ref AnnotationView view) => throw new NotSupportedException("These rows have no annotation columns.");

    /// <summary>Reads a metadata entry of an annotation.</summary>
    /// <param name="column">The column's position in the layout.</param>
    /// <param name="index">The annotation, from 0.</param>
    /// <param name="entry">The entry, from 0 to <see cref="AnnotationView.MetadataCount"/> - 1. Keys do not repeat.</param>
    /// <param name="view">Where to; its scratch memory may hold the value.</param>
    void GetMetadata(int column, int index, int entry, ref MetadataView view) => throw new NotSupportedException("These rows have no annotation columns.");

    /// <summary>Reads an entity of a column of the kinds <see cref="AnnotationColumnKind.EntityGroups"/> and <see cref="AnnotationColumnKind.EntityPieces"/>.
    /// </summary>
    /// <param name="column">The column's position in the layout.</param>
    /// <param name="index">From 0.</param>
    /// <param name="view">Where to; every field is to be set.</param>
    void Get(int column, int index, ref EntityView view) => throw new NotSupportedException("These rows have no entity columns.");
}
