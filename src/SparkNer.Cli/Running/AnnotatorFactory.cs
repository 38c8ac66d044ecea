using SparkNer.Chunks;
using SparkNer.Cli.Annotate;
using SparkNer.Onnx;
using SparkNer.Text;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>Makes the annotator that the settings describe.</summary>
internal static class AnnotatorFactory
{
    /// <summary>Loads the model and checks the options against it.</summary>
    /// <param name="settings">The model and the options.</param>
    /// <param name="stderr">Where it is said that a model is imported.</param>
    /// <param name="cancellationToken">Ends an import.</param>
    /// <exception cref="UserErrorException">The model cannot be used, or an option does not fit it.</exception>
    public static Annotator Load(AnnotateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken) =>
        Load(() => ModelOpening.Open(settings.Model, stderr, settings.Quiet, cancellationToken), Options(settings), settings.BatchTokens);

    /// <summary>Loads a model and checks the options against it.</summary>
    /// <param name="open">Opens the model's folder.</param>
    /// <param name="options">How it annotates.</param>
    /// <param name="batchTokens">The most word pieces of one call of the model.</param>
    /// <exception cref="UserErrorException">The model cannot be used, or an option does not fit it.</exception>
    public static Annotator Load(Func<ModelFolder> open, AnnotatorOptions options, int batchTokens)
    {
        try
        {
            ModelFolder folder = open();
            return ModelOpening.Try(() => Annotator.Load(folder, options, new OnnxOptions { BatchTokens = batchTokens }));
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(WithoutParameter(exception));
        }
    }

    /// <summary>The annotator's options.</summary>
    internal static AnnotatorOptions Options(AnnotateSettings settings) => new()
    {
        Layout = settings.Layout,
        Compatibility = settings.Compatibility,
        Sentences = settings.Sentences,
        CaseSensitive = settings.CaseSensitive,
        MaxLength = settings.MaxLength,
        Stride = settings.Stride,
        Truncate = settings.Truncate,
        Aggregation = settings.Aggregation,
        IgnoreLabels = settings.IgnoreLabels,
        Offsets = settings.Offsets,
        LabelScores = settings.LabelScores,
        Delimiter = settings.Delimiter,
        Threads = settings.Threads,
        DocumentAssembler = DocumentAssembler(settings.DocumentAssembler),
        SentenceDetector = SentenceDetector(settings.SentenceDetector),
        Tokenizer = Tokenizer(settings.Tokenizer),
        NerConverter = NerConverter(settings),
    };

    private static DocumentAssemblerOptions DocumentAssembler(DocumentAssemblerSettings settings)
    {
        var options = new DocumentAssemblerOptions();
        return settings.CleanupMode is { } mode ? options with { CleanupMode = CleanupModes.Parse(mode) } : options;
    }

    private static SentenceDetectorOptions SentenceDetector(SentenceDetectorSettings settings)
    {
        var defaults = new SentenceDetectorOptions();
        return defaults with
        {
            UseAbbreviations = settings.UseAbbreviations ?? defaults.UseAbbreviations,
            DetectLists = settings.DetectLists ?? defaults.DetectLists,
            UseCustomBoundsOnly = settings.UseCustomBoundsOnly ?? defaults.UseCustomBoundsOnly,
            CustomBounds = settings.CustomBounds ?? defaults.CustomBounds,
            CustomBoundsStrategy = settings.CustomBoundsStrategy is { } strategy ? CustomBoundsStrategies.Parse(strategy) : defaults.CustomBoundsStrategy,
            SplitLength = settings.SplitLength ?? defaults.SplitLength,
            MinLength = settings.MinLength ?? defaults.MinLength,
            MaxLength = settings.MaxLength ?? defaults.MaxLength,
            ExplodeSentences = settings.ExplodeSentences ?? defaults.ExplodeSentences,
        };
    }

    private static TokenizerOptions Tokenizer(TokenizerSettings settings)
    {
        var defaults = new TokenizerOptions();
        return defaults with
        {
            TargetPattern = settings.TargetPattern ?? defaults.TargetPattern,
            ContextChars = settings.ContextChars ?? defaults.ContextChars,
            PrefixPattern = settings.PrefixPattern,
            SuffixPattern = settings.SuffixPattern,
            InfixPatterns = settings.InfixPatterns,
            SplitChars = settings.SplitChars,
            SplitPattern = settings.SplitPattern,
            Exceptions = Exceptions(settings),
            CaseSensitiveExceptions = settings.CaseSensitiveExceptions ?? defaults.CaseSensitiveExceptions,
            MinLength = settings.MinLength ?? defaults.MinLength,
            MaxLength = settings.MaxLength,
        };
    }

    // One exception a line, as Spark NLP's exceptionsPath has them.
    private static IReadOnlyList<string>? Exceptions(TokenizerSettings settings)
    {
        if (settings.ExceptionsPath is not { } path)
        {
            return settings.Exceptions;
        }

        try
        {
            return [.. settings.Exceptions ?? [], .. File.ReadAllLines(path).Where(line => line.Length > 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"tokenizer.exceptionsPath: '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static NerConverterOptions NerConverter(AnnotateSettings settings)
    {
        var defaults = new NerConverterOptions();
        return defaults with
        {
            WhiteList = settings.WhiteList?.ToArray(),
            BlackList = settings.BlackList?.ToArray(),
            PreservePosition = settings.NerConverter.PreservePosition ?? defaults.PreservePosition,
            NerHasNoSchema = settings.NerConverter.NerHasNoSchema ?? defaults.NerHasNoSchema,
            Threshold = (float?)settings.Threshold,
        };
    }

    // The parameter's name means nothing to a user.
    internal static string WithoutParameter(ArgumentException exception)
    {
        int at = exception.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return at < 0 ? exception.Message : exception.Message[..at];
    }
}
