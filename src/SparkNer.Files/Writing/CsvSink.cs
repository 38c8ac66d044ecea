using System.Text.Json;
using SparkNer.Files.Reading;

namespace SparkNer.Files.Writing;

/// <summary>CSV: the input's columns, then the annotations as JSON, then the error.</summary>
internal sealed class CsvSink : StreamSink
{
    private readonly CsvWriter _csv;
    private Utf8JsonWriter? _json;

    public CsvSink(OutputTarget target, OutputLayout layout, IReadOnlyList<CarriedColumn> columns)
        : base(target, layout)
    {
        _csv = new CsvWriter(Output);
        Guard(() =>
        {
            foreach (string name in (layout.InputColumns ? columns.Select(c => c.Name) : []).Concat(layout.AddedNames))
            {
                _csv.Field(name);
            }

            _csv.EndRecord();
        });
    }

    public override void Dispose()
    {
        // What it still holds of a row that failed is not to be flushed.
        _json?.Reset();
        _json?.Dispose();
        base.Dispose();
    }

    protected override void WriteRow(RowBatch rows, int row, IAnnotatedRow annotations)
    {
        if (Layout.InputColumns)
        {
            rows.Carrier.WriteCsv(row, _csv);
        }

        for (int c = 0; c < Layout.Columns.Count; c++)
        {
            int column = c;
            _csv.Quoted(output =>
            {
                _json ??= AnnotationJson.CreateWriter(output);
                _json.Reset(output);
                AnnotationJson.Write(_json, annotations, column, Layout.Columns[column].Kind);
                _json.Flush();
            });
        }

        if (Layout.ErrorsColumn is not null)
        {
            _csv.Field(ErrorOf(rows, row, annotations));
        }

        _csv.EndRecord();
    }
}
