namespace SparkNer.Cli.Help;

/// <summary>The words of the help that are not options.</summary>
internal static class HelpText
{
    public const string Root = "Finds named entities (persons, places, organizations ...) in text columns at scale, in Spark NLP's or Hugging Face's layout.";

    public const string Annotate = "Tags the named entities in files.";

    public const string Tokenize = "Cuts text into word pieces, for debugging and comparison: JSON lines {\"text\": ...} or {\"words\": [...]} from stdin, one JSON line each to stdout.";

    public const string Submit = "Runs jobs on Apache Spark 3.5 to 4.3.";

    public const string SubmitAnnotate = "Tags the named entities in a data set, on Spark: reads what Spark reads, adds the annotation columns, writes what Spark writes, and waits for the end.";

    public const string SubmitEvaluate = "Scores predicted tags, or a model that tags first, on a table of sentences that Spark reads, and prints the report of 'sparkner evaluate'.";

    public const string SubmitArchive = "Makes the archive that the executors unpack, unless it is there, and prints its path: for a spark-submit or PySpark program of your own.";

    public const string Udf = "Writes a model and its options as a function that Python and Scala programs hand to Spark.";

    public const string Doctor = "Tries what a run needs: native libraries, the model, the machine; with --spark on every executor as well.";

    public const string BenchSpark = "Measures the same work on Spark and without it, turn by turn.";

    public const string Bench = "Measures speed.";

    public const string BenchEmbedded = "Measures the full path, Parquet to Parquet without Spark, beside raw ONNX Runtime on the same word pieces.";

    public const string Evaluate = "Scores predicted tags, or a model that tags first, on a CoNLL file or an annotated table, and prints what conlleval, seqeval or scikit-learn print.";

    public const string Model = "Works with models: fetches, imports, describes and checks them.";

    public const string ModelImport = "Makes a folder that loads as it is: builds the graph of weights, copies an ONNX file, checks and hashes everything.";

    public const string ModelQuantize = "Makes a copy of a model that computes with 8-bit numbers: a quarter of the size, and two to three times as fast on processors with VNNI.";

    public const string ModelInfo = "Prints what a model is: architecture, labels, casing, sizes, where it came from, the hash of every file.";

    public const string ModelVerify = "Checks a model's files against the recorded hashes, and tries its tokenizer and one text.";

    public const string ModelList = "Lists the models in models/ and those that have been imported into the user's cache.";

    public const string ModelLogits = "Scores word piece ids, for comparison with other implementations: JSON lines {\"input_ids\": [...], \"token_type_ids\": [...]} (the types may be left out) from stdin, {\"logits\": [[...], ...]} a line to stdout.";

    public const string ModelPull = "Fetches a model from the Hugging Face hub into its cache, checks every byte, and prints the folder.";

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

    public static IReadOnlyList<string> EvaluateExamples { get; } =
    [
        "sparkner evaluate eng.testa",
        "sparkner evaluate tagged.conll --predicted-column 3 --report seqeval --mode strict --scheme IOB2",
        "sparkner evaluate eng.testa --html errors.html --json > scores.json",
        "sparkner evaluate eng.testa --compare sparkner-small-conll03 path/to/other-model",
    ];

    public static IReadOnlyList<string> TokenizeExamples { get; } =
    [
        "echo '{\"text\":\"Oslo!\"}' | sparkner tokenize --model sparkner-small-conll03",
        "sparkner tokenize --model DIR --max-length 128 --stride 32 < texts.jsonl",
    ];

    public static IReadOnlyList<string> SubmitExamples { get; } =
    [
        "sparkner submit annotate --master local[4] --input news.parquet --output tagged",
        "sparkner submit annotate --master spark://HOST:7077 --input in --input-format json --output out --output-format parquet --mode overwrite --sentences",
        "sparkner submit annotate --master yarn --deploy-mode cluster --input hdfs:///in --output hdfs:///out --conf spark.executor.memoryOverhead=2g --dry-run",
    ];

    public static IReadOnlyList<string> SubmitEvaluateExamples { get; } =
    [
        "sparkner submit evaluate --master local[4] --input sentences.parquet --model sparkner-small-conll03",
        "sparkner submit evaluate --master yarn --input tagged --predicted-column ner --report seqeval --json",
    ];

    public static IReadOnlyList<string> ArchiveExamples { get; } = ["sparkner submit archive -o sparkner-linux-x64.tar.gz"];

    public static IReadOnlyList<string> UdfExamples { get; } = ["sparkner udf --model sparkner-small-conll03 -o ner.snf"];

    public static IReadOnlyList<string> DoctorExamples { get; } = ["sparkner doctor", "sparkner doctor --spark --master spark://HOST:7077"];

    public static IReadOnlyList<string> BenchExamples { get; } = ["sparkner bench embedded --documents 20000 --threads 2"];

    public static IReadOnlyList<string> ModelPullExamples { get; } =
    [
        "sparkner model pull dslim/distilbert-NER",
        "sparkner annotate news.jsonl -o tagged.parquet --model \"$(sparkner model pull dslim/distilbert-NER)\"",
    ];

    public static IReadOnlyList<string> ModelImportExamples { get; } = ["sparkner model import downloads/distilbert-NER -o models/distilbert-NER"];

    public static IReadOnlyList<string> ModelQuantizeExamples { get; } =
    [
        "sparkner model quantize models/distilbert-NER -o models/distilbert-NER-int8",
        "sparkner model quantize models/distilbert-NER -o models/distilbert-NER-int8 --measure --agreement eng.testa",
    ];

    public static IReadOnlyList<string> ModelInfoExamples { get; } = ["sparkner model info", "sparkner model info downloads/distilbert-NER --json"];

    public static IReadOnlyList<string> ModelVerifyExamples { get; } = ["sparkner model verify models/distilbert-NER"];

    public static IReadOnlyList<string> ModelListExamples { get; } = ["sparkner model list"];

    public static IReadOnlyList<string> ModelLogitsExamples { get; } = ["echo '{\"input_ids\":[2,4937,3]}' | sparkner model logits sparkner-small-conll03"];

    public static IReadOnlyList<string> ModelExamples { get; } =
        [.. ModelPullExamples, .. ModelImportExamples, .. ModelQuantizeExamples, .. ModelInfoExamples, .. ModelVerifyExamples, .. ModelListExamples, .. ModelLogitsExamples];

    public static IReadOnlyList<(string Code, string Meaning)> ExitCodes { get; } =
    [
        ("0", "done; with --on-error column also when single rows have an error"),
        ("1", "the run failed: a file or model that is missing, broken or in the way, data, disk"),
        ("2", "the command line or the configuration file cannot be understood, or its options do not go together; nothing was written"),
        ("130", "stopped by Ctrl-C or SIGTERM; nothing unfinished is left behind, but for what a pull can go on from"),
    ];
}
