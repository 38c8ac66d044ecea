using SparkNer.Arrow;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Tests.Support;

/// <summary>What a worker answered to one task, taken apart.</summary>
/// <param name="Controls">The control numbers in order, accumulator updates and last word included.</param>
/// <param name="Schema">The Arrow stream's schema; null without a stream.</param>
/// <param name="Batches">The batches' rows, a JSON array of the columns each.</param>
/// <param name="Times">The numbers after the times' mark.</param>
/// <param name="Error">The error's text.</param>
internal sealed record Answer(
    IReadOnlyList<int> Controls, ArrowSchema? Schema, IReadOnlyList<IReadOnlyList<string>> Batches, IReadOnlyList<long> Times, string? Error)
{
    /// <summary>All rows.</summary>
    public IReadOnlyList<string> Rows => [.. Batches.SelectMany(b => b)];

    /// <summary>The first column's texts.</summary>
    public IReadOnlyList<string?> Texts => [.. Rows.Select(r => System.Text.Json.JsonSerializer.Deserialize<string?[]>(r)![0])];

    /// <summary>Reads an answer to its last word.</summary>
    public static Answer Read(Stream stream, string version)
    {
        var wire = new WireReader(stream);
        var controls = new List<int>();
        var batches = new List<IReadOnlyList<string>>();
        var times = new List<long>();
        ArrowSchema? schema = null;
        while (true)
        {
            int control = wire.Int("control");
            controls.Add(control);
            switch (control)
            {
                case -6:
                    Assert.Null(schema);
                    using (var reader = new ArrowStreamReader(stream))
                    {
                        schema = reader.Schema;
                        while (reader.ReadBatch() is { } batch)
                        {
                            using (batch)
                            {
                                batches.Add([.. Enumerable.Range(0, batch.Length).Select(row => "[" + string.Join(",", batch.Columns.Select(c => TestData.Json(c, row))) + "]")]);
                            }
                        }
                    }

                    break;
                case -3:
                    bool hasProcessing = string.CompareOrdinal(version, "4.2") >= 0;
                    times.AddRange(Enumerable.Range(0, hasProcessing ? 6 : 5).Select(_ => wire.Long("time")));
                    break;
                case -1 when !controls.SkipLast(1).Contains(-1):
                    controls.Add(wire.Int("accumulator updates"));
                    break;
                case -1 or -4:
                    return new Answer(controls, schema, batches, times, null);
                case -2:
                    return new Answer(controls, schema, batches, times, wire.Utf("error"));
                default:
                    Assert.Fail($"control number {control}");
                    break;
            }
        }
    }
}
