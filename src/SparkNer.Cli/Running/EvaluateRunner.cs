using System.Text;
using System.Text.Json;
using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Output;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Comparing;
using SparkNer.Evaluation.Output;
using SparkNer.Evaluation.Tagging;
using SparkNer.Files;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner evaluate</c> does. stdout gets the report alone.</summary>
internal sealed class EvaluateRunner(Func<Stream> openInput, Func<Stream> openOutput) : IEvaluateRunner
{
    public int Run(EvaluateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        try
        {
            using AtomicOutput? page = settings.Html is { } path ? NewPage(path, settings) : null;
            using var taggers = new EvaluationTaggers(settings);
            using IRunProgress progress = RunProgress.Start(stderr, settings.Quiet || !taggers.Any);
            IEnumerable<TaggedSentence> sentences = EvaluationInput.Read(settings, openInput);
            sentences = taggers.Tag(sentences, cancellationToken).Select((sentence, i) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(i + 1, taggers.WordPiecesSeen, null);
                return sentence;
            });
            var options = new EvaluationOptions { StrictScheme = settings.StrictScheme, Types = settings.Types, CollectErrors = page is not null };
            string report = settings.Compared is not null ? Compare(settings, options, sentences, cancellationToken) : Score(settings, options, sentences, page);
            progress.Finish();
            using Stream output = openOutput();
            output.Write(Encoding.UTF8.GetBytes(report));
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is InputException or OutputException or EvaluationException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }

    private static string Score(EvaluateSettings settings, EvaluationOptions options, IEnumerable<TaggedSentence> sentences, AtomicOutput? page)
    {
        var evaluator = new Evaluator(options);
        foreach (TaggedSentence sentence in sentences)
        {
            evaluator.Add(sentence);
        }

        if (page is not null)
        {
            WritePage(page, EvaluationPage.Write(evaluator, $"Evaluation of {Path.GetFileName(settings.Input)}", Facts(settings)));
        }

        return settings.Json ? Json(json => EvaluationJson.Write(json, evaluator)) : evaluator.ToText(settings.Report, settings.Digits, !settings.NoOutside);
    }

    private static string Compare(EvaluateSettings settings, EvaluationOptions options, IEnumerable<TaggedSentence> sentences, CancellationToken cancellationToken)
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

    private static AtomicOutput NewPage(string path, EvaluateSettings settings) => Path.GetFullPath(path) != Path.GetFullPath(settings.Input)
        ? new AtomicOutput(path, overwrite: true)
        : throw new UsageException($"--html: '{path}' is the file that is evaluated. Choose another name.");

    private static void WritePage(AtomicOutput page, string html)
    {
        using (var writer = new StreamWriter(page.OpenStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            writer.Write(html);
        }

        page.Complete();
    }

    private static List<KeyValuePair<string, string>> Facts(EvaluateSettings settings)
    {
        var facts = new List<KeyValuePair<string, string>> { new("File", settings.Input) };
        if (settings.Tagger is { } tagger)
        {
            facts.Add(new("Model", tagger.Name));
            facts.Add(new("Neighbouring sentences seen", tagger.SentenceContext.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        else
        {
            facts.Add(new("Predicted tags", "column " + settings.PredictedColumns[0]));
        }

        return facts;
    }
}
