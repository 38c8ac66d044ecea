using SparkNer.Aggregation;
using SparkNer.Cli.Options;
using SparkNer.Files;

namespace SparkNer.Cli.Annotate;

/// <summary>Makes the settings out of the options of the command line and of the configuration file.</summary>
internal static class AnnotateSettingsBuilder
{
    /// <summary>The checked settings.</summary>
    /// <param name="commandLine">The options on the command line; the inputs as <c>input</c>.</param>
    /// <exception cref="UsageException">Something in them, or in the file that <c>--config</c> names, is wrong.</exception>
    public static AnnotateSettings Build(GivenOptions commandLine)
    {
        return Of(commandLine.Text("config") is { } path ? commandLine.Over(ConfigFile.Read(path)) : commandLine.Over(new GivenOptions()));
    }

    /// <summary>The checked settings.</summary>
    /// <param name="given">The options, those of a configuration file among them; those that give way to others are taken away.</param>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static AnnotateSettings Of(GivenOptions given)
    {
        IReadOnlyList<string> warnings = AnnotateRules.Apply(given);
        return new AnnotateSettings
        {
            Inputs = given.List("input") ?? [],
            Text = given.Text("text"),
            Output = given.Text("output"),
            Model = given.Text("model", AnnotateDefaults.Model),
            TextColumn = given.Text("text-column", AnnotateDefaults.TextColumn),
            IdColumn = given.Text("id-column"),
            WordsColumn = given.Text("words-column"),
            Delimiter = given.Text("delimiter", AnnotateDefaults.Delimiter),
            InputFormat = Choice<FileFormat>(given, "input-format"),
            OutputFormat = Choice<FileFormat>(given, "output-format"),
            Layout = given.Text("layout") == "hf" ? AnnotationLayout.HuggingFace : AnnotationLayout.SparkNlp,
            Compatibility = Choice<Compatibility>(given, "compatibility") ?? Compatibility.None,
            Aggregation = Choice<AggregationStrategy>(given, "aggregation") ?? AggregationStrategy.Simple,
            IgnoreLabels = given.List("ignore-labels") ?? [AnnotateDefaults.IgnoreLabels],
            Offsets = Choice<OffsetUnit>(given, "offsets") ?? OffsetUnit.Utf16,
            Columns = given.List("columns"),
            Sentences = given.Flag("sentences"),
            CaseSensitive = given.Boolean("case-sensitive"),
            MaxLength = given.Integer("max-length"),
            Stride = given.Integer("stride"),
            Truncate = given.Flag("truncate"),
            WhiteList = given.List("white-list"),
            BlackList = given.List("black-list"),
            Threshold = given.Number("threshold"),
            LabelScores = Choice<LabelScores>(given, "label-scores") ?? LabelScores.All,
            BatchTokens = given.Integer("batch-tokens") ?? AnnotateDefaults.BatchTokens,
            Threads = given.Integer("threads") ?? Environment.ProcessorCount,
            OnError = Choice<ErrorAction>(given, "on-error") ?? ErrorAction.Column,
            ErrorsColumn = given.Text("errors-column", AnnotateDefaults.ErrorsColumn),
            Overwrite = given.Flag("overwrite"),
            Quiet = given.Flag("quiet"),
            DocumentAssembler = new DocumentAssemblerSettings(given.Text("documentAssembler.cleanupMode"), given.Text("documentAssembler.metadataCol")),
            SentenceDetector = SentenceDetector(given),
            Tokenizer = Tokenizer(given),
            NerConverter = new NerConverterSettings(given.Boolean("nerConverter.preservePosition"), given.Boolean("nerConverter.nerHasNoSchema")),
            Given = given.Names.ToHashSet(StringComparer.Ordinal),
            Warnings = warnings,
        };
    }

    private static SentenceDetectorSettings SentenceDetector(GivenOptions given) => new(
        given.Boolean("sentenceDetector.useAbbreviations"),
        given.Boolean("sentenceDetector.detectLists"),
        given.Boolean("sentenceDetector.useCustomBoundsOnly"),
        given.List("sentenceDetector.customBounds"),
        given.Text("sentenceDetector.customBoundsStrategy"),
        given.Integer("sentenceDetector.splitLength"),
        given.Integer("sentenceDetector.minLength"),
        given.Integer("sentenceDetector.maxLength"),
        given.Boolean("sentenceDetector.explodeSentences"));

    private static TokenizerSettings Tokenizer(GivenOptions given) => new(
        given.Text("tokenizer.targetPattern"),
        given.List("tokenizer.contextChars"),
        given.Text("tokenizer.prefixPattern"),
        given.Text("tokenizer.suffixPattern"),
        given.List("tokenizer.infixPatterns"),
        given.List("tokenizer.splitChars"),
        given.Text("tokenizer.splitPattern"),
        given.List("tokenizer.exceptions"),
        given.Text("tokenizer.exceptionsPath"),
        given.Boolean("tokenizer.caseSensitiveExceptions"),
        given.Integer("tokenizer.minLength"),
        given.Integer("tokenizer.maxLength"));

    // The choices' names are the enumeration's members, but for the hyphen.
    private static T? Choice<T>(GivenOptions given, string name)
        where T : struct, Enum =>
        given.Text(name) is { } text ? Enum.Parse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true) : null;
}
