using System.Diagnostics.CodeAnalysis;
using System.Text;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>Lines of text: each is a document, in a column <c>text</c>.</summary>
internal sealed class TextSource : RowSource
{
    private readonly LineReader _lines;
    private readonly FileStream? _file;
    private readonly long _length;

    public TextSource(Stream stream, FileStream? file, string name, SourceOptions options)
        : base(name, options)
    {
        (_file, _length) = (file, file?.Length ?? 0);
        _lines = new LineReader(stream, name, options.BatchBytes, options.BatchRows);
        string[] columns = ["text"];
        foreach ((string? column, string option) in new[]
        {
            (options.WordsColumn is null && options.TextColumn != "text" ? options.TextColumn : null, "--text-column"),
            (options.WordsColumn, "--words-column"),
            (options.IdColumn, "--id-column"),
            (options.MetadataColumn, "metadataCol"),
        })
        {
            if (column is not null)
            {
                _lines.Dispose();
                throw MissingColumn(name, column, option, columns, "a file of lines of text");
            }
        }
    }

    public override double? Progress => _file is null ? null : _length == 0 ? 1 : (double)_file.Position / _length;

    public override IReadOnlyList<CarriedColumn> Carried { get; } = [new CarriedColumn("text", DuckType.Varchar)];

    public override bool TryRead([NotNullWhen(true)] out RowBatch? batch)
    {
        if (!_lines.TryRead(out LineBlock? block))
        {
            batch = null;
            return false;
        }

        using (block)
        {
            var texts = new string?[block.Count];
            for (int i = 0; i < texts.Length; i++)
            {
                texts[i] = Encoding.UTF8.GetString(block[i]);
            }

            batch = new RowBatch(Name, "line", block.FirstNumber, null, texts, new TextCarrier(texts));
            return true;
        }
    }

    public override void Dispose() => _lines.Dispose();
}
