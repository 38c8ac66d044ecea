using System.Text.Json;
using SparkNer.Cli.Doctor;
using SparkNer.Cli.Model;
using SparkNer.Cli.Output;
using SparkNer.Files;
using SparkNer.Files.Reading;
using SparkNer.Onnx;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What the commands of <c>sparkner model</c> do that work on folders of this machine.</summary>
/// <param name="streams">Where results go.</param>
/// <param name="openInput">Opens stdin.</param>
/// <param name="openOutput">Opens stdout for bytes.</param>
internal sealed class ModelRunner(ConsoleStreams streams, Func<Stream> openInput, Func<Stream> openOutput) : IModelRunner
{
    private const string Input = "<stdin>";

    public int Import(ImportSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        ModelFolder folder;
        try
        {
            folder = ModelOpening.Try(() => ModelImport.Run(ModelPaths.Find(settings.Model), settings.Output, settings.Force, cancellationToken));
        }
        catch (ArgumentException exception)
        {
            throw new UserErrorException(AnnotatorFactory.WithoutParameter(exception), exception);
        }

        if (!settings.Quiet)
        {
            ModelManifest manifest = folder.Manifest!;
            stderr.Profile.Out.Writer.WriteLine(
                $"sparkner: imported {settings.Model} ({manifest.Source.Kind}) to {settings.Output}: {manifest.Labels.Count} labels, {FileSize.Text(manifest.Files.Sum(f => f.Size))}");
        }

        return ExitCode.Ok;
    }

    public int Info(ModelSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelOpening.Open(settings.Model, stderr, settings.Quiet, cancellationToken);
        ModelFacts facts = ModelOpening.Try(() => ModelFacts.Of(folder));
        if (settings.Json)
        {
            streams.Out.WriteLine(facts.ToJson());
        }
        else
        {
            facts.Print(streams.Out);
        }

        return ExitCode.Ok;
    }

    public int Verify(ModelSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        List<Finding> findings = [.. new ModelVerification(cancellationToken).Run(() => ModelOpening.Open(settings.Model, stderr, settings.Quiet, cancellationToken))];
        DoctorRunner.Print(streams.CreateOut(), findings);
        return findings.All(f => f.IsWell) ? ExitCode.Ok : ExitCode.Failed;
    }

    public int List(bool json, CancellationToken cancellationToken)
    {
        ModelListing.Print(streams.Out, json);
        return ExitCode.Ok;
    }

    public int Logits(ModelSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelOpening.Open(settings.Model, stderr, settings.Quiet, cancellationToken);
        using OnnxTokenClassifier classifier = ModelOpening.Try(() => OnnxTokenClassifier.Load(folder));
        var row = new LogitsRow(classifier);

        // Line by line, so that a program that waits for each answer gets it.
        using var lines = new LineReader(openInput(), Input, blockBytes: 1, blockLines: 1);
        using Stream output = new BufferedStream(openOutput(), 64 * 1024);
        using var writer = new Utf8JsonWriter(output);
        try
        {
            while (lines.TryRead(out LineBlock? block))
            {
                using (block)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!JsonLine.IsBlank(block[0]))
                    {
                        row.Write(block[0], $"{Input}, line {block.FirstNumber}", writer, cancellationToken);
                        writer.Flush();
                        writer.Reset();
                        output.WriteByte((byte)'\n');
                        output.Flush();
                    }
                }
            }

            return ExitCode.Ok;
        }
        catch (InputException exception)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }
}
