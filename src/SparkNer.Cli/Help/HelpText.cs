namespace SparkNer.Cli.Help;

/// <summary>The words of the help that are not options.</summary>
internal static class HelpText
{
    public const string Root = "Finds named entities (persons, places, organizations ...) in text columns at scale, in Spark NLP's or Hugging Face's layout.";

    public const string Annotate = "Tags the named entities in files.";

    public const string Tokenize = "Cuts text into word pieces, for debugging and comparison: JSON lines {\"text\": ...} or {\"words\": [...]} from stdin, one JSON line each to stdout.";

    public const string Bench = "Measures speed.";

    public const string BenchEmbedded = "Measures the full path, Parquet to Parquet without Spark, beside raw ONNX Runtime on the same word pieces.";

    public const string Inputs = "Files, folders, globs (quote them), or - for stdin. Several need a folder as OUT.";

    public static IReadOnlyList<string> RootExamples { get; } =
    [
        "sparkner annotate --text \"Anna Schmidt moved to Oslo.\"",
        "sparkner annotate news.jsonl -o tagged.parquet",
        "sparkner annotate 'in/*.parquet' -o out/ --text-column body --sentences",
    ];

    public static IReadOnlyList<string> AnnotateExamples { get; } =
    [
        .. RootExamples,
        "sparkner annotate news.csv -o entities.jsonl --layout hf --aggregation first",
        "cat news.jsonl | sparkner annotate - -o - > tagged.jsonl",
    ];

    public static IReadOnlyList<string> TokenizeExamples { get; } =
    [
        "echo '{\"text\":\"Oslo!\"}' | sparkner tokenize --model sparkner-small-conll03",
        "sparkner tokenize --model DIR --max-length 128 --stride 32 < texts.jsonl",
    ];

    public static IReadOnlyList<string> BenchExamples { get; } = ["sparkner bench embedded --documents 20000 --threads 2"];

    public static IReadOnlyList<(string Code, string Meaning)> ExitCodes { get; } =
    [
        ("0", "done; with --on-error column also when single rows have an error"),
        ("1", "the run failed: a file or model that is missing, broken or in the way, data, disk"),
        ("2", "the command line or the configuration file cannot be understood, or its options do not go together; nothing was written"),
        ("130", "stopped by Ctrl-C or SIGTERM; nothing unfinished is left behind"),
    ];
}
