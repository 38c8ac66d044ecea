using System.Globalization;
using SparkNer.Onnx;

namespace SparkNer.Spark.Ner;

/// <summary>Checks what a user asked for before anything is sent to a cluster.</summary>
internal static class NerOptionsCheck
{
    /// <summary>The wanted columns of Spark NLP's layout in their order; none for Hugging Face's.</summary>
    /// <exception cref="ArgumentException">An option is out of range or does not fit another; the message names it.</exception>
    public static IReadOnlyList<LayoutColumn> Columns(NerOptions options)
    {
        Require(options.BatchTokens is >= 1 and <= OnnxOptions.MaxBatchTokens, $"BatchTokens is {options.BatchTokens}: it must be 1 to {OnnxOptions.MaxBatchTokens}.");
        Require(options.MaxRecordsPerBatch is null or >= 1, $"MaxRecordsPerBatch is {options.MaxRecordsPerBatch}: it must be 1 or more, or null for Spark's own.");
        Require(
            options.IdleMinutes is null or (>= 0 and < 1e6),
            string.Create(CultureInfo.InvariantCulture, $"IdleMinutes is {options.IdleMinutes}: it must be a number of minutes, 0 or more."));
        Require(!string.IsNullOrWhiteSpace(options.TextColumn) || options.WordsColumn is not null, "TextColumn is empty: name the column with the text.");
        Require(!string.IsNullOrWhiteSpace(options.ErrorsColumn), "ErrorsColumn is empty: name the column that tells why a row could not be annotated.");
        Require(
            options.ExecutorModelPath is null || options.ShipModel == ModelShipping.Path,
            "ExecutorModelPath is given, but the model is broadcast: set ShipModel to Path, or leave the path out.");
        AnnotatorOptions annotator = options.Annotator;
        if (annotator.Layout == AnnotationLayout.HuggingFace)
        {
            Require(options.Columns is null, "Columns is for Spark NLP's layout; Hugging Face's has the column 'entities' only: leave Columns out.");
            return [];
        }

        LayoutColumn[] all = [.. LayoutColumns.All.Where(c => c != LayoutColumn.Sentence || annotator.Sentences)];
        if (options.Columns is not { } wanted)
        {
            return all;
        }

        Require(wanted.Count > 0, "Columns is empty: name at least one, or leave it out for all.");
        foreach (string name in wanted)
        {
            Require(
                LayoutColumns.TryParse(name, out LayoutColumn column),
                $"Columns names '{name}'; there are {string.Join(", ", LayoutColumns.All.Select(LayoutColumns.NameOf))}.{NearestName.Hint(name, LayoutColumns.All.Select(LayoutColumns.NameOf))}");
            Require(column != LayoutColumn.Sentence || annotator.Sentences, "Columns names 'sentence', which needs Annotator.Sentences.");
        }

        return [.. all.Where(c => wanted.Contains(LayoutColumns.NameOf(c)))];
    }

    /// <summary>Checks the annotator's options against the model's files, without loading the weights.</summary>
    /// <exception cref="ArgumentException">An option does not fit the model, or another.</exception>
    /// <exception cref="ModelFormatException">The tokenizer cannot be used.</exception>
    public static void AgainstModel(ModelFolder folder, AnnotatorOptions options) =>
        new Annotator(new FolderFacts(folder), ModelTokenizer.Load(folder, options.CaseSensitive), options).Dispose();

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }

    /// <summary>A model that knows its labels and limits and nothing else.</summary>
    private sealed class FolderFacts(ModelFolder folder) : ITokenClassifier
    {
        // As the real one where the folder does not say.
        private const int UsualLongest = 512;

        public IReadOnlyList<string> Labels => folder.Labels;

        public int MaxSequenceLength => folder.MaxPositions ?? UsualLongest;

        public void Classify(IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("The model is not loaded on the driver.");

        public void Dispose()
        {
        }
    }
}
