using System.Globalization;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Annotate;

/// <summary>The options of <c>sparkner annotate</c>. Their names are fixed: scripts use them.</summary>
internal static class AnnotateOptions
{
    private const string Files = "Input and output";
    private const string Run = "Model and run";
    private const string Layouts = "Layout";
    private const string SparkNlp = "Layout spark-nlp";
    private const string HuggingFace = "Layout hf";
    private const string Errors = "Errors and messages";

    private static readonly string[] _formats = ["parquet", "json", "jsonl", "csv", "text"];

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("output", OptionKind.Text, "OUT", "Where the results go: a file, a folder (one file an input, needed for several inputs), or - for stdout. A file appears under its name only when it is complete.")
        { Group = Files, Alias = "-o" },
        new("text", OptionKind.Text, "TEXT", "Tags this text instead of files and prints its entities at once, in colour on a terminal.") { Group = Files, MayBeEmpty = true },
        new("text-column", OptionKind.Text, "NAME", "The column that holds the texts.") { Group = Files, Default = AnnotateDefaults.TextColumn },
        new("id-column", OptionKind.Text, "NAME", "A column whose value becomes 'id' in the metadata of the document annotation (the idCol of Spark NLP's DocumentAssembler).")
        { Group = Files, Default = "none" },
        new("words-column", OptionKind.Text, "NAME", "A column of lists of words, used instead of a text column: the texts are already split. Not together with --text-column.") { Group = Files, Default = "none" },
        new("delimiter", OptionKind.Text, "TEXT", "What joins the words of --words-column to the text that offsets refer to.")
        { Group = Files, Default = "one space", MayBeEmpty = true },
        new("input-format", OptionKind.Choice, "FORMAT", "parquet, json, jsonl, csv or text.") { Group = Files, Choices = _formats, Default = "by the file extension; jsonl for stdin" },
        new("output-format", OptionKind.Choice, "FORMAT", "parquet, json, jsonl, csv or text.")
        { Group = Files, Choices = _formats, Default = "by the file extension; as the input for a folder; jsonl for stdout" },
        new("overwrite", OptionKind.Flag, "", "Replaces output files that exist; without it they are an error.") { Group = Files },

        new("model", OptionKind.Text, "NAME|DIR", "A model's folder, or the name of one in models/.") { Group = Run, Default = AnnotateDefaults.Model },
        new("config", OptionKind.Text, "FILE", "A JSON file with options, also those of the pipeline's stages. What the command line says wins over it.") { Group = Run, Default = "none" },
        new("case-sensitive", OptionKind.Boolean, "true|false", "Whether upper and lower case differ for the model.")
        { Group = Run, Default = "what the tokenizer's files say; true for a Spark NLP folder" },
        new("max-length", OptionKind.Integer, "N", "The most word pieces of a window, [CLS] and [SEP] included: the tokenizer's model_max_length; with --compatibility spark-nlp its maxSentenceLength, with its cut.")
        { Group = Run, Minimum = 1, Default = "what the model takes" },
        new("stride", OptionKind.Integer, "N", "Cuts long texts into windows that share N word pieces and merges their entities, as the Hugging Face pipeline does. 0 counts as given: windows without overlap, merged. Not together with --truncate.")
        { Group = Run, Minimum = 0, Default = "SparkNer's own windows: nothing is lost" },
        new("truncate", OptionKind.Flag, "", "Cuts long texts silently at --max-length, as the Hugging Face pipeline does. Not together with --stride.") { Group = Run },
        new("batch-tokens", OptionKind.Integer, "N", "The most word pieces, padding included, of one call of the model. Changes speed and memory only.")
        { Group = Run, Minimum = 1, Default = AnnotateDefaults.BatchTokens.ToString(CultureInfo.InvariantCulture) },
        new("threads", OptionKind.Integer, "N", "How many threads work at once.") { Group = Run, Minimum = 1, Maximum = 1024, Default = "one a processor" },

        new("layout", OptionKind.Choice, "LAYOUT", "spark-nlp: the annotation columns of Spark NLP. hf: the entities of Hugging Face's token-classification pipeline.")
        { Group = Layouts, Choices = ["spark-nlp", "hf"], Default = "spark-nlp" },
        new("offsets", OptionKind.Choice, "UNIT", "What begin, start and end count: utf16 (code units, as Java, C# and JavaScript) or codepoints (as Python).")
        { Group = Layouts, Choices = ["utf16", "codepoints"], Default = "utf16" },

        new("compatibility", OptionKind.Choice, "MODE", "spark-nlp repeats Spark NLP's values to the letter, also where they are mistakes; none does what is right.")
        { Group = SparkNlp, Choices = ["none", "spark-nlp"], Default = "none", Layout = "spark-nlp" },
        new("columns", OptionKind.ChoiceList, "NAME,...", "The annotation columns to write, of document, sentence, token, ner, ner_chunk; sentence only with --sentences.")
        { Group = SparkNlp, Choices = ["document", "sentence", "token", "ner", "ner_chunk"], Default = "all", Layout = "spark-nlp" },
        new("sentences", OptionKind.Flag, "", "Puts the rule-based sentence detector between document and tokens and feeds all later stages from it.") { Group = SparkNlp, Layout = "spark-nlp" },
        new("label-scores", OptionKind.Choice, "WHICH", "The probabilities in ner's metadata: all labels, or the predicted one only.")
        { Group = SparkNlp, Choices = ["all", "predicted"], Default = "all", Layout = "spark-nlp" },
        new("white-list", OptionKind.List, "LABEL,...", "The only entity labels that become chunks, without B- and I-. An empty list keeps none.") { Group = SparkNlp, Default = "all labels", Layout = "spark-nlp" },
        new("black-list", OptionKind.List, "LABEL,...", "Entity labels that do not become chunks.") { Group = SparkNlp, Default = "none", Layout = "spark-nlp" },
        new("threshold", OptionKind.Number, "P", "Drops chunks whose confidence is below P, 0 to 1.") { Group = SparkNlp, Minimum = 0, Maximum = 1, Default = "none", Layout = "spark-nlp" },

        new("aggregation", OptionKind.Choice, "HOW", "How word pieces become entities: none, simple, first, average or max.")
        { Group = HuggingFace, Choices = ["none", "simple", "first", "average", "max"], Default = "simple", Layout = "hf" },
        new("ignore-labels", OptionKind.List, "LABEL,...", "Labels that are left out; with an aggregation other than none they are compared with the entity group. \"\" ignores nothing.")
        { Group = HuggingFace, Default = AnnotateDefaults.IgnoreLabels, Layout = "hf" },

        new("on-error", OptionKind.Choice, "WHAT", "What a bad row does: column writes its reason to the errors column and goes on; fail ends the run with file, row and reason.")
        { Group = Errors, Choices = ["column", "fail"], Default = "column" },
        new("errors-column", OptionKind.Text, "NAME", "The column for the reasons; null where all is well.") { Group = Errors, Default = AnnotateDefaults.ErrorsColumn },
        new("quiet", OptionKind.Flag, "", "No progress and no summary on stderr; errors and warnings still.") { Group = Errors },
    ];

    /// <summary>Options that are about files, and mean nothing with <c>--text</c>.</summary>
    public static IReadOnlyList<string> FilesOnly { get; } =
        ["output", "text-column", "id-column", "words-column", "delimiter", "input-format", "output-format", "overwrite", "on-error", "errors-column", "columns"];
}
