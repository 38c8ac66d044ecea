using System.Text;
using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Output;
using SparkNer.Evaluation;
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
            using var report = new EvaluationReport(settings);
            using var taggers = new EvaluationTaggers(settings, stderr, cancellationToken);
            using IRunProgress progress = RunProgress.Start(stderr, settings.Quiet || !taggers.Any);
            IEnumerable<TaggedSentence> sentences = EvaluationInput.Read(settings, openInput);
            sentences = taggers.Tag(sentences, cancellationToken).Select((sentence, i) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(i + 1, taggers.WordPiecesSeen, null);
                return sentence;
            });
            string text = report.Of(sentences, cancellationToken);
            progress.Finish();
            using Stream output = openOutput();
            output.Write(Encoding.UTF8.GetBytes(text));
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is InputException or OutputException or EvaluationException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }
}
