using SparkNer.Files.Reading;

namespace SparkNer.Files;

/// <summary>Some consecutive rows of an input: what the annotator needs of them, and the other columns in a form that is only for the output.</summary>
/// <remarks>The arrays are not to be changed. Thread-safe for reading. Disposing releases the memory of the carried columns: do so once the batch is written.
/// </remarks>
public sealed class RowBatch : IDisposable
{
    private readonly string _unit;
    private readonly long _firstNumber;
    private readonly int[]? _numberOffsets;

    internal RowBatch(string name, string unit, long firstNumber, int[]? numberOffsets, string?[] texts, IRowCarrier carrier)
    {
        Name = name;
        _unit = unit;
        _firstNumber = firstNumber;
        _numberOffsets = numberOffsets;
        Texts = texts;
        Carrier = carrier;
        Errors = new string?[texts.Length];
    }

    /// <summary>The number of rows.</summary>
    public int Count => Texts.Length;

    /// <summary>The input as messages name it.</summary>
    public string Name { get; }

    /// <summary>The texts, one a row; null where the row has none, is bad, or has <see cref="Words"/>.</summary>
    public string?[] Texts { get; }

    /// <summary>The words, one array a row, where a words column was asked for; null for a row that has none.</summary>
    public string[]?[]? Words { get; internal init; }

    /// <summary>The identifiers, one a row, where an id column was asked for.</summary>
    public string?[]? Ids { get; internal init; }

    /// <summary>The further facts, one list a row, where a metadata column was asked for; null for a row that has none.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>>?[]? Metadata { get; internal init; }

    /// <summary>What is wrong with a row (with its place, see <see cref="Describe"/>); null where all is well.</summary>
    public string?[] Errors { get; }

    internal IRowCarrier Carrier { get; }

    /// <summary>What <see cref="NumberOf"/> counts: <c>line</c> or <c>row</c>.</summary>
    public string Unit => _unit;

    /// <summary>The number of a row in the input, or of its line, from 1.</summary>
    /// <param name="row">The row in this batch, from 0.</param>
    public long NumberOf(int row) => _firstNumber + (_numberOffsets is null ? row : _numberOffsets[row]);

    /// <summary>A row's place in the words of a message: <c>a.jsonl, line 12</c> or <c>a.parquet, row 7</c>, counted from 1.</summary>
    /// <param name="row">The row in this batch, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public string Describe(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return $"{Name}, {_unit} {NumberOf(row)}";
    }

    /// <summary>The same rows, some more than once, some not at all: for results that are several rows each.</summary>
    /// <param name="rowOf">For each row of the new batch the row of this one.</param>
    /// <returns>A batch that is good for writing as long as this one is not disposed of.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public RowBatch Repeat(IReadOnlyList<int> rowOf)
    {
        ArgumentNullException.ThrowIfNull(rowOf);
        int[] rows = [.. rowOf];
        var repeated = new RowBatch(
            Name, _unit, _firstNumber, Array.ConvertAll(rows, r => _numberOffsets is null ? r : _numberOffsets[r]), Array.ConvertAll(rows, r => Texts[r]), new RepeatedCarrier(Carrier, rows));
        for (int i = 0; i < rows.Length; i++)
        {
            repeated.Errors[i] = Errors[rows[i]];
        }

        return repeated;
    }

    /// <inheritdoc/>
    public void Dispose() => Carrier.Dispose();
}
