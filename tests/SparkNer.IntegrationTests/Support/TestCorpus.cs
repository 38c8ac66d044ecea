namespace SparkNer.IntegrationTests.Support;

/// <summary>The documents that many tests annotate, in every format, and what <c>sparkner annotate</c> makes of them. Each file is made when it is first asked for.</summary>
public sealed class TestCorpus : IDisposable
{
    /// <summary>The documents of the large corpus.</summary>
    public const int LargeCount = 20_000;

    /// <summary>The documents of the small corpus.</summary>
    public const int SmallCount = 300;

    private static readonly TimeSpan _annotateTimeout = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = new();

    /// <summary>The large corpus as a Parquet file.</summary>
    internal string Large => Input("large.parquet", () => TestTexts.Take(LargeCount));

    /// <summary>What the embedded annotator makes of it, with its default options.</summary>
    internal string LargeAnnotated => Annotated("large-annotated.parquet", Large);

    /// <summary>The small corpus in a format: <c>parquet</c>, <c>jsonl</c>, <c>csv</c>; <c>txt</c> holds only what lines can hold.</summary>
    internal string Small(string extension) => Input("small." + extension, () => extension == "txt" ? TestTexts.TakeLines(SmallCount) : TestTexts.Take(SmallCount));

    /// <summary>What the embedded annotator makes of the small corpus, of its lines with <paramref name="lines"/>.</summary>
    internal string SmallAnnotated(bool lines = false)
    {
        string input = Input(lines ? "lines.parquet" : "small.parquet", () => lines ? TestTexts.TakeLines(SmallCount) : TestTexts.Take(SmallCount));
        return Annotated(lines ? "lines-annotated.parquet" : "small-annotated.parquet", input);
    }

    /// <summary>Deletes the files.</summary>
    public void Dispose() => _folder.Dispose();

    private string Input(string name, Func<IEnumerable<TestText>> texts)
    {
        if (!File.Exists(_folder[name]))
        {
            TestTexts.Write(_folder[name], texts());
        }

        return _folder[name];
    }

    private string Annotated(string name, string input)
    {
        if (!File.Exists(_folder[name]))
        {
            SparkNerProgram.Run(["annotate", input, "-o", _folder[name], "--model", Golden.DefaultModel], _folder.Path, _annotateTimeout).EnsureSuccess();
        }

        return _folder[name];
    }
}
