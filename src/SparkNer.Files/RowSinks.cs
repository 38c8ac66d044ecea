using SparkNer.Files.Reading;
using SparkNer.Files.Writing;

namespace SparkNer.Files;

/// <summary>Makes outputs.</summary>
/// <remarks>Thread-safe; each sink is one thread's.</remarks>
public static class RowSinks
{
    /// <summary>The form in which a source has to carry its columns for an output: for <see cref="SourceOptions.Carry"/>.</summary>
    /// <param name="format">The output's format.</param>
    /// <param name="layout">The output's layout.</param>
    public static CarryAs CarryFor(FileFormat format, OutputLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return !layout.InputColumns ? CarryAs.Nothing : format switch
        {
            FileFormat.Parquet => CarryAs.Typed,
            FileFormat.Csv => CarryAs.Csv,
            FileFormat.Text => CarryAs.Nothing,
            _ => CarryAs.Json,
        };
    }

    /// <summary>Makes a file, packed where its name ends in <c>.gz</c>. It appears under its name when it is complete.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="format">Its format.</param>
    /// <param name="layout">Its columns.</param>
    /// <param name="source">Where the rows come from; opened with what <see cref="CarryFor"/> says.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <returns>The output, for the caller to complete and to dispose of.</returns>
    /// <exception cref="OutputException">The name is taken, or nothing can be written there.</exception>
    /// <exception cref="InputException">An input column has the name of an output column, or the layout has nothing that the format can show.</exception>
    public static IRowSink Create(string path, FileFormat format, OutputLayout layout, IRowSource source, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Create(() => new OutputTarget(path, overwrite), format, layout, source);
    }

    /// <summary>Writes to a stream, such as standard output. Parquet goes there when it is complete, everything else as it comes.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="name">The output as messages are to name it.</param>
    /// <param name="format">Its format.</param>
    /// <param name="layout">Its columns.</param>
    /// <param name="source">Where the rows come from; opened with what <see cref="CarryFor"/> says.</param>
    /// <returns>The output, for the caller to complete and to dispose of.</returns>
    /// <exception cref="InputException">An input column has the name of an output column, or the layout has nothing that the format can show.</exception>
    public static IRowSink Create(Stream stream, string name, FileFormat format, OutputLayout layout, IRowSource source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Create(() => new OutputTarget(stream, name), format, layout, source);
    }

    private static IRowSink Create(Func<OutputTarget> open, FileFormat format, OutputLayout layout, IRowSource source)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(source);
        if (source is not RowSource rows || rows.Carry != CarryFor(format, layout))
        {
            throw new ArgumentException($"The source has to be of RowSources, opened with Carry = {CarryFor(format, layout)}.", nameof(source));
        }

        layout.CheckNames(rows.Name, rows.Carried.Select(c => c.Name), ignoreCase: format == FileFormat.Parquet);
        int marked = TextSink.EntityColumn(layout);
        if (format == FileFormat.Text && marked < 0)
        {
            throw new InputException("The text output marks entities, and the layout has none: let the column ner_chunk be among --columns, or choose another format.");
        }

        OutputTarget target = open();
        try
        {
            return format switch
            {
                FileFormat.Parquet => new ParquetSink(target, layout, rows.Carried),
                FileFormat.Csv => new CsvSink(target, layout, rows.Carried),
                FileFormat.Text => new TextSink(target, layout, marked),
                _ => new JsonLinesSink(target, layout),
            };
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }
}
