using System.Globalization;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;
using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Cli.Evaluate;

/// <summary>The options of <c>sparkner evaluate</c>. Their names are fixed: scripts use them.</summary>
internal static class EvaluateOptions
{
    private const string Input = "Input";
    private const string Types = "Types";
    private const string Model = "Model";
    private const string Report = "Report";
    private const string Comparison = "Comparison";

    /// <summary>What is evaluated.</summary>
    public static ArgumentSpec File { get; } = new("FILE", "FILE", "A file with a word and its tags a line, an empty line after each sentence; or a table; or - for stdin.");

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("token-column", OptionKind.Text, "N", "The column of the words, from 1; in a table its name.") { Group = Input, Default = "1; in a table " + EvaluateDefaults.TokenColumn },
        new("gold-column", OptionKind.Text, "N", "The column of the right tags; in a table its name.") { Group = Input, Default = "the last that is not of predicted tags; in a table " + EvaluateDefaults.GoldColumn },
        new("predicted-column", OptionKind.Text, "N", "The column of predicted tags; in a table its name, also of an annotation column such as ner. No model is used then.") { Group = Input, Default = "none: a model tags" },
        new("input-format", OptionKind.Choice, "FORMAT", "conll, or a table: parquet, json, jsonl or csv.") { Group = Input, Choices = ["conll", "parquet", "json", "jsonl", "csv"], Default = "by the file extension, else conll" },
        new("comments", OptionKind.Flag, "", "Lines that begin with '#' before a sentence's first word are comments; '# newdoc' begins a document.") { Group = Input },

        new("types", OptionKind.List, "TYPE,...", "The only entity types that count, by their new names; the others become O, in right and predicted tags.") { Group = Types, Default = "all" },
        new("map-types", OptionKind.List, "OLD=NEW,...", "Renames types, in right and predicted tags; OLD=O leaves a type out. Types that are not named keep their names.") { Group = Types, Default = "none" },

        new("model", OptionKind.Text, "NAME|DIR", "The model that tags the words: its folder, or the name of one in models/.") { Group = Model, Default = AnnotateDefaults.Model },
        new("sentence-context", OptionKind.Integer, "N", "Shows the model, with each sentence, up to N sentences of the same document before it and N after it.") { Group = Model, Minimum = 0, Maximum = 1000, Default = "0: each sentence alone" },
        new("label-all-tokens", OptionKind.Flag, "", "All word pieces of a word label it, not the first alone: for models trained so.") { Group = Model },
        new("case-sensitive", OptionKind.Boolean, "true|false", "Whether upper and lower case differ for the model.") { Group = Model, Default = "what the tokenizer's files say; true for a Spark NLP folder" },
        new("max-length", OptionKind.Integer, "N", "The most word pieces of a window, [CLS] and [SEP] included; longer sentences get overlapping windows.") { Group = Model, Minimum = 3, Default = "what the model takes" },
        new("batch-tokens", OptionKind.Integer, "N", "The most word pieces, padding included, of one call of the model. Changes speed and memory only.")
        { Group = Model, Minimum = 1, Default = AnnotateDefaults.BatchTokens.ToString(CultureInfo.InvariantCulture) },
        new("threads", OptionKind.Integer, "N", "How many threads work at once.") { Group = Model, Minimum = 1, Maximum = 1024, Default = "one a processor" },
        new("quiet", OptionKind.Flag, "", "No progress on stderr.") { Group = Model },

        new("report", OptionKind.Choice, "REPORT", "conlleval: the script of the CoNLL shared tasks. seqeval: its classification report. tokens: scikit-learn's report over the tags of tokens.")
        { Group = Report, Choices = ["conlleval", "seqeval", "tokens"], Default = "conlleval; seqeval with --mode strict" },
        new("mode", OptionKind.Choice, "MODE", "seqeval's mode. strict counts only entities that are right in the scheme, and needs --scheme.") { Group = Report, Choices = ["default", "strict"], Default = "default" },
        new("scheme", OptionKind.Choice, "SCHEME", "The scheme of the strict mode: IOB1, IOB2, IOE1, IOE2, IOBES or BILOU. Also the scheme in which a model's tags are written.")
        { Group = Report, Choices = SchemeNames.All, Default = "IOB2 for a model's tags" },
        new("digits", OptionKind.Integer, "N", "How many decimals.") { Group = Report, Minimum = 0, Maximum = 20, Default = "2" },
        new("no-outside", OptionKind.Flag, "", "Leaves O out of the token report.") { Group = Report },
        new("json", OptionKind.Flag, "", "Prints all numbers as one JSON object instead of a report.") { Group = Report },
        new("html", OptionKind.Text, "PAGE", "Also writes a web page with scores, confusion matrix and the most frequent errors in context. A page of that name is replaced.") { Group = Report, Default = "none" },

        new("compare", OptionKind.Two, "A B", "Compares two: each a model, with settings if need be (MODEL,sentence-context=1,label-all-tokens), or column:N.") { Group = Comparison, Default = "none" },
        new("resamples", OptionKind.Integer, "N", "How often the sentences are drawn for the interval and the p-value.") { Group = Comparison, Minimum = 1, Maximum = 1_000_000, Default = EvaluateDefaults.Resamples.ToString(CultureInfo.InvariantCulture) },
        new("seed", OptionKind.Integer, "N", "What the draws are made from: the same seed, the same numbers.") { Group = Comparison, Default = "1" },
    ];
}
