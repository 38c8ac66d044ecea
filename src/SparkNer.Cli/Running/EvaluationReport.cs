using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Cli.Evaluate;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Comparing;
using SparkNer.Evaluation.Output;
using SparkNer.Files;

namespace SparkNer.Cli.Running;

/// <summary>Counts tagged sentences and says the result as the settings want it, with a page if one was asked for: the same for a file here and a table on Spark.</summary>
/// <param name="settings">What to report.</param>
/// <exception cref="OutputException">The page's place will not do.</exception>
internal sealed class EvaluationReport(EvaluateSettings settings) : IDisposable
{
    // Its place is tried before the work begins.
    private readonly AtomicOutput? _page = settings.Html is { } path ? NewPage(path, settings.Input) : null;

    /// <summary>Counts the sentences, streaming; writes the page and gives the report's text.</summary>
    /// <exception cref="EvaluationException">The data cannot be evaluated; the message says where.</exception>
    public string Of(IEnumerable<TaggedSentence> sentences, CancellationToken cancellationToken)
    {
        var options = new EvaluationOptions { StrictScheme = settings.StrictScheme, Types = settings.Types, CollectErrors = _page is not null };
        return settings.Compared is not null ? Compare(options, sentences, cancellationToken) : Score(options, sentences);
    }

    public void Dispose() => _page?.Dispose();

    private static AtomicOutput NewPage(string path, string input) => Path.GetFullPath(path) != Path.GetFullPath(input)
        ? new AtomicOutput(path, overwrite: true)
        : throw new UsageException($"--html: '{path}' is the file that is evaluated. Choose another name.");

    private string Score(EvaluationOptions options, IEnumerable<TaggedSentence> sentences)
    {
        var evaluator = new Evaluator(options);
        foreach (TaggedSentence sentence in sentences)
        {
            evaluator.Add(sentence);
        }

        if (_page is not null)
        {
            WritePage(_page, EvaluationPage.Write(evaluator, $"Evaluation of {Path.GetFileName(settings.Input)}", Facts()));
        }

        return settings.Json ? Json(json => EvaluationJson.Write(json, evaluator)) : evaluator.ToText(settings.Report, settings.Digits, !settings.NoOutside);
    }

    private string Compare(EvaluationOptions options, IEnumerable<TaggedSentence> sentences, CancellationToken cancellationToken)
    {
        var comparison = new SystemComparison(options);
        foreach (TaggedSentence sentence in sentences)
        {
            comparison.Add(sentence);
        }

        BootstrapResult result = comparison.Bootstrap(settings.Resamples, settings.Seed, cancellationToken);
        (ComparedSystem a, ComparedSystem b) = settings.Compared!.Value;
        return settings.Json
            ? Json(json => ComparisonReport.WriteJson(json, comparison, result, a.Name, b.Name))
            : ComparisonReport.ToText(comparison, result, a.Name, b.Name, settings.Digits);
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = RelaxedJson.Encoder, Indented = true, NewLine = "\n" }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WritePage(AtomicOutput page, string html)
    {
        using (var writer = new StreamWriter(page.OpenStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            writer.Write(html);
        }

        page.Complete();
    }

    private List<KeyValuePair<string, string>> Facts()
    {
        var facts = new List<KeyValuePair<string, string>> { new("File", settings.Input) };
        if (settings.Tagger is { } tagger)
        {
            facts.Add(new("Model", tagger.Name));
            facts.Add(new("Neighbouring sentences seen", tagger.SentenceContext.ToString(CultureInfo.InvariantCulture)));
        }
        else
        {
            facts.Add(new("Predicted tags", "column " + settings.PredictedColumns[0]));
        }

        return facts;
    }
}
