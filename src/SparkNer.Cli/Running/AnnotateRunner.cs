using SparkNer.Cli.Annotate;
using SparkNer.Cli.Output;
using SparkNer.Files;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner annotate</c> does: one text at once, or files one after the other.</summary>
internal sealed class AnnotateRunner(ConsoleStreams streams, Func<Stream> openInput, Func<Stream> openOutput) : IAnnotateRunner
{
    public int Run(AnnotateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        if (settings.Text is { } text)
        {
            return Print(settings, text, stderr, cancellationToken);
        }

        try
        {
            // What is wrong with the names shows before the model is loaded.
            IReadOnlyList<FileTask> tasks = FileTasks.Plan(settings);
            using Annotator annotator = AnnotatorFactory.Load(settings, stderr, cancellationToken);
            var reporter = new ErrorReporter(stderr, debug: false);
            WarnOfUnknownTypes(settings, annotator, reporter);
            using IRunProgress progress = RunProgress.Start(stderr, settings.Quiet);
            var run = new FileRun(settings, annotator, progress, openInput, openOutput);
            for (int i = 0; i < tasks.Count; i++)
            {
                run.Annotate(tasks[i], i, tasks.Count, cancellationToken);
            }

            progress.Finish();
            if (run.BadRows > 0 && !settings.Quiet)
            {
                reporter.Warn(
                    $"{run.BadRows} of {run.Documents} rows could not be annotated: the column '{settings.ErrorsColumn}' says why. The first: {run.FirstError}");
            }

            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is InputException or OutputException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }

    // A mistyped type would silently drop everything, or nothing.
    private static void WarnOfUnknownTypes(AnnotateSettings settings, Annotator annotator, ErrorReporter reporter)
    {
        if (settings.Quiet || settings.NerConverter.NerHasNoSchema == true)
        {
            return;
        }

        string[] types = [.. Enumerable.Range(0, annotator.Labels.Count).Where(id => id != annotator.Labels.OutsideId).Select(id => annotator.Labels.TagOf(id).Type).Distinct()];
        foreach ((string option, IReadOnlyList<string>? list) in new[] { ("--white-list", settings.WhiteList), ("--black-list", settings.BlackList) })
        {
            foreach (string type in (list ?? []).Except(types, StringComparer.Ordinal))
            {
                reporter.Warn($"{option} names '{type}', which this model does not know; it knows {string.Join(", ", types)}.{NearestName.Hint(type, types)}");
            }
        }
    }

    private int Print(AnnotateSettings settings, string text, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        using Annotator annotator = AnnotatorFactory.Load(settings, stderr, cancellationToken);
        AnnotatedText result = annotator.Annotate(text);
        if (result.Error is { } error)
        {
            throw new UserErrorException(error);
        }

        new EntityPrinter(streams.CreateOut()).Print(result.Text, TextPrinter.Entities(result, settings.Layout));
        return ExitCode.Ok;
    }
}
