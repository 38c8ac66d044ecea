using SparkNer.Cli.Output;
using SparkNer.Cli.Udf;
using SparkNer.Onnx;
using SparkNer.Spark.Ner;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner udf</c> does: writes the files that a Python or Scala program hands to Spark.</summary>
/// <param name="streams">Where messages go.</param>
internal sealed class UdfRunner(ConsoleStreams streams) : IUdfRunner
{
    public int Run(UdfSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        try
        {
            NerOptions options = NerOptionsFactory.Of(settings.Annotate) with { WorkerExecutable = settings.Executable };
            UdfDescription written = UdfExport.Write(ModelPaths.Find(settings.Annotate.Model), settings.Output, options);
            if (!settings.Annotate.Quiet)
            {
                string model = written.Broadcast is { } broadcast ? $" and {broadcast} beside it" : "";
                streams.Error.WriteLine($"sparkner: wrote {settings.Output}{model}: {written.Model} ({written.Fingerprint[..12]})");
            }

            return ExitCode.Ok;
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(AnnotatorFactory.WithoutParameter(exception));
        }
        catch (ModelFormatException exception)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }
}
