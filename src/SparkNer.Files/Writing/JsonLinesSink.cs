using System.Text;
using System.Text.Json;

namespace SparkNer.Files.Writing;

/// <summary>JSON lines: the input's fields as they were, then the annotations, then the error.</summary>
internal sealed class JsonLinesSink : StreamSink
{
    private readonly JsonLineWriter _line;
    private readonly byte[][] _names;
    private readonly byte[]? _errors;

    public JsonLinesSink(OutputTarget target, OutputLayout layout)
        : base(target, layout)
    {
        _line = new JsonLineWriter(Output, layout.AddedNames);
        _names = [.. layout.Columns.Select(c => Quoted(c.Name))];
        _errors = layout.ErrorsColumn is null ? null : Quoted(layout.ErrorsColumn);
    }

    public override void Dispose()
    {
        _line.Dispose();
        base.Dispose();
    }

    protected override void WriteRow(RowBatch rows, int row, IAnnotatedRow annotations)
    {
        _line.Begin();
        if (Layout.InputColumns)
        {
            rows.Carrier.WriteJson(row, _line);
            if (_line.Clash is { } clash)
            {
                throw Layout.NameClash(rows.Describe(row), clash);
            }
        }

        for (int c = 0; c < _names.Length; c++)
        {
            _line.EncodedName(_names[c]);
            _line.Annotations(annotations, c, Layout.Columns[c].Kind);
        }

        if (_errors is not null && ErrorOf(rows, row, annotations) is var error && (error is not null || !Layout.OmitNullErrors))
        {
            _line.EncodedName(_errors);
            _line.String(error);
        }

        _line.End();
    }

    private static byte[] Quoted(string name) => Encoding.UTF8.GetBytes("\"" + JsonEncodedText.Encode(name, RelaxedJson.Encoder) + "\"");
}
