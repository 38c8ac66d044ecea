using SparkNer.Cli.Options;

namespace SparkNer.Cli.Annotate;

/// <summary>The sections of a configuration file: the parameters of the pipeline's stages under Spark NLP's own names.</summary>
internal static class ConfigSections
{
    /// <summary>All parameters, named <c>section.parameter</c>.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("documentAssembler.cleanupMode", OptionKind.Choice, "MODE", "How the text is cleaned before anything else; offsets refer to the cleaned text.")
        { Choices = ["disabled", "inplace", "inplace_full", "shrink", "shrink_full", "each", "each_full", "delete_full"], Default = "disabled", Layout = "spark-nlp" },
        new("documentAssembler.idCol", OptionKind.Text, "NAME", "The same as --id-column.") { SameAs = "id-column" },
        new("documentAssembler.metadataCol", OptionKind.Text, "NAME", "A column of string maps whose entries go into the document annotation's metadata.") { Default = "none", Layout = "spark-nlp" },

        new("sentenceDetector.useAbbreviations", OptionKind.Boolean, "", "Dots of known abbreviations do not end a sentence.") { Default = "true", Layout = "spark-nlp" },
        new("sentenceDetector.detectLists", OptionKind.Boolean, "", "List items such as '1.' or 'a)' begin sentences.") { Default = "true", Layout = "spark-nlp" },
        new("sentenceDetector.useCustomBoundsOnly", OptionKind.Boolean, "", "Only customBounds end sentences.") { Default = "false", Layout = "spark-nlp" },
        new("sentenceDetector.customBounds", OptionKind.List, "", "Regular expressions (Java syntax) that end sentences.") { Default = "[]", Layout = "spark-nlp" },
        new("sentenceDetector.customBoundsStrategy", OptionKind.Choice, "", "Where a custom bound goes: none removes it, prepend puts it before the next sentence, append after the last.")
        { Choices = ["none", "prepend", "append"], Default = "none", Layout = "spark-nlp" },
        new("sentenceDetector.splitLength", OptionKind.Integer, "", "Splits longer sentences at spaces.") { Minimum = 1, Default = "unset", Layout = "spark-nlp" },
        new("sentenceDetector.minLength", OptionKind.Integer, "", "Drops shorter sentences.") { Minimum = 0, Default = "0", Layout = "spark-nlp" },
        new("sentenceDetector.maxLength", OptionKind.Integer, "", "Drops longer sentences.") { Minimum = 0, Default = "unset", Layout = "spark-nlp" },
        new("sentenceDetector.explodeSentences", OptionKind.Boolean, "", "Each sentence becomes a row of its own.") { Default = "false", Layout = "spark-nlp" },

        new("tokenizer.targetPattern", OptionKind.Text, "", "What a candidate is made of (used as the members of a character class, as Spark NLP does).") { Default = "\\S+", Layout = "spark-nlp" },
        new("tokenizer.contextChars", OptionKind.List, "", "Characters split off at a token's ends.") { Default = ". , ; : ! ? * - ( ) \" '", Layout = "spark-nlp" },
        new("tokenizer.prefixPattern", OptionKind.Text, "", "Replaces the context characters at the start; begins with \\A.") { Default = "unset", Layout = "spark-nlp" },
        new("tokenizer.suffixPattern", OptionKind.Text, "", "Replaces the context characters at the end; ends with \\z.") { Default = "unset", Layout = "spark-nlp" },
        new("tokenizer.infixPatterns", OptionKind.List, "", "Patterns between prefix and suffix; each group becomes a token.") { Default = "unset", Layout = "spark-nlp" },
        new("tokenizer.splitChars", OptionKind.List, "", "Characters at which tokens are split further.") { Default = "unset", Layout = "spark-nlp" },
        new("tokenizer.splitPattern", OptionKind.Text, "", "A pattern at which tokens are split further.") { Default = "unset", Layout = "spark-nlp" },
        new("tokenizer.exceptions", OptionKind.List, "", "Patterns that stay one token, also over spaces.") { Default = "unset", Layout = "spark-nlp" },
        new("tokenizer.exceptionsPath", OptionKind.Text, "", "A text file with one exception a line.") { Default = "unset", Layout = "spark-nlp" },
        new("tokenizer.caseSensitiveExceptions", OptionKind.Boolean, "", "Whether exceptions heed upper and lower case.") { Default = "true", Layout = "spark-nlp" },
        new("tokenizer.minLength", OptionKind.Integer, "", "Drops shorter tokens.") { Minimum = 0, Default = "0", Layout = "spark-nlp" },
        new("tokenizer.maxLength", OptionKind.Integer, "", "Drops longer tokens.") { Minimum = 0, Default = "unset", Layout = "spark-nlp" },

        new("nerConverter.whiteList", OptionKind.List, "", "The same as --white-list.") { SameAs = "white-list" },
        new("nerConverter.blackList", OptionKind.List, "", "The same as --black-list.") { SameAs = "black-list" },
        new("nerConverter.preservePosition", OptionKind.Boolean, "", "A chunk's text is cut from the sentence; false joins its tokens.") { Default = "true", Layout = "spark-nlp" },
        new("nerConverter.threshold", OptionKind.Number, "", "The same as --threshold.") { SameAs = "threshold" },
        new("nerConverter.nerHasNoSchema", OptionKind.Boolean, "", "Labels have no B- and I-: the whole label is the entity.") { Default = "false", Layout = "spark-nlp" },

        new("tokenClassifier.maxSentenceLength", OptionKind.Integer, "", "The same as --max-length.") { SameAs = "max-length" },
        new("tokenClassifier.caseSensitive", OptionKind.Boolean, "", "The same as --case-sensitive.") { SameAs = "case-sensitive" },
        new("tokenClassifier.batchSize", OptionKind.Integer, "", "Accepted for Spark NLP's sake; without effect: --batch-tokens sets the batches.") { Minimum = 1, Default = "8" },
    ];

    /// <summary>The sections' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(SectionOf).Distinct()];

    /// <summary>The parameters of one section.</summary>
    public static IEnumerable<OptionSpec> Of(string section) => All.Where(spec => SectionOf(spec) == section);

    /// <summary>A parameter's name within its section.</summary>
    public static string ParameterOf(OptionSpec spec) => spec.Name[(spec.Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string SectionOf(OptionSpec spec) => spec.Name[..spec.Name.IndexOf('.', StringComparison.Ordinal)];
}
