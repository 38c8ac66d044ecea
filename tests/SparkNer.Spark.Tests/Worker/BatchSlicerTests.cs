using SparkNer.Arrow;
using SparkNer.Spark.Tests.Ner.Support;
using SparkNer.Spark.Tests.Support;
using SparkNer.Spark.Worker.Tasks;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>Where batches are cut.</summary>
public sealed class BatchSlicerTests
{
    private const int Half = BatchSlicer.MaxTextBytes / 2;

    [Fact]
    public void Words_count_like_the_text_they_are_of()
    {
        string?[] row = [.. Enumerable.Repeat(new string('w', Half / 8), 8)];

        Assert.Equal([3, 4, 5], Ends(Columns.Words(row, row, null, row, [.. row, .. row, .. row]).Values));
    }

    [Fact]
    public void Keys_and_values_of_maps_count()
    {
        (string, string?)[] row = [("k", new string('v', Half - 2)), ("l", null)];

        Assert.Equal([2, 5, 6], Ends(Columns.Maps(row, row, row, [], row, row).Values));
    }

    [Fact]
    public void Columns_and_fields_count_together()
    {
        ArrowArray texts = TestData.Texts(new string('a', Half), null, new string('c', Half), "d");
        var type = new ArrowType.Struct(new ArrowField("id", new ArrowType.Int(32)), new ArrowField("text", texts.Type));
        var rows = new ArrowArray(type, 4, default, [], [TestData.Ints(1, 2, 3, 4), texts]);

        Assert.Equal([3, 4], Ends(rows));
        Assert.Equal([2, 3, 4], Ends(rows, texts));
        Assert.Equal([2, 3], Ends(rows.Slice(1, 3), texts.Slice(1, 3)));
    }

    [Fact]
    public void What_has_no_texts_does_not_count()
    {
        Assert.False(BatchSlicer.Counts(new ArrowType.List(new ArrowField("element", new ArrowType.Int(32)))));
        Assert.Equal(BatchSlicer.MaxRows, BatchSlicer.EndOfPiece([], 0, 5000));
        Assert.Equal(5000, BatchSlicer.EndOfPiece([], 4500, 5000));
    }

    private static List<int> Ends(params ArrowArray[] columns)
    {
        Assert.All(columns, c => Assert.True(BatchSlicer.Counts(c.Type)));
        var ends = new List<int>();
        while (ends.LastOrDefault() < columns[0].Length)
        {
            ends.Add(BatchSlicer.EndOfPiece(columns, ends.LastOrDefault(), columns[0].Length));
        }

        return ends;
    }
}
