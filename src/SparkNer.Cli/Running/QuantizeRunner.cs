using System.Globalization;
using SparkNer.Cli.Model;
using SparkNer.Cli.Output;
using SparkNer.Evaluation.Comparing;
using SparkNer.Onnx;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner model quantize</c> does.</summary>
/// <param name="streams">Where results go.</param>
internal sealed class QuantizeRunner(ConsoleStreams streams) : IQuantizeRunner
{
    public int Run(QuantizeSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        if (settings.Agreement is { } file && !File.Exists(file))
        {
            throw new UserErrorException($"there is no file {file}.");
        }

        ModelFolder source = ModelOpening.Open(settings.Model, stderr, settings.Quiet, cancellationToken);
        ModelFolder quantized = Quantize(source, settings, cancellationToken);
        Line("quantized", $"{settings.Model} to {settings.Output}, weights of {settings.WeightBits} bits");
        Line("size", Size(source, quantized));
        if (settings.Measure)
        {
            SpeedRatio speed = ModelOpening.Try(() => SpeedRatio.Measure(source, quantized, line => BenchFrame.Say(settings.Quiet, stderr, line), cancellationToken));
            Line("speed", string.Create(
                CultureInfo.InvariantCulture,
                $"{speed.Ratio:0.00} times as fast: {speed.First:N0} and {speed.Second:N0} word pieces/s, {speed.Threads} threads, {speed.Pieces:N0} word pieces a round, medians"));
        }

        if (settings.Agreement is { } conll)
        {
            BenchFrame.Say(settings.Quiet, stderr, $"tagging {conll}");
            Print(TagAgreement.Of(source, quantized, conll, cancellationToken));
        }

        return ExitCode.Ok;
    }

    private static ModelFolder Quantize(ModelFolder source, QuantizeSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return ModelOpening.Try(() => ModelQuantization.Run(source, settings.Output, settings.WeightBits, settings.Force, cancellationToken));
        }
        catch (ArgumentException exception)
        {
            throw new UserErrorException(AnnotatorFactory.WithoutParameter(exception), exception);
        }
        catch (IOException exception)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }

    private static string Size(ModelFolder source, ModelFolder quantized)
    {
        long before = source.Files.Sum(f => f.Size);
        long after = quantized.Files.Sum(f => f.Size);
        return string.Create(CultureInfo.InvariantCulture, $"{FileSize.Text(before)} before, {FileSize.Text(after)} after ({(double)after / before:0.00})");
    }

    private void Print(SystemComparison comparison)
    {
        double before = comparison.A.Entities.Scores.F1;
        double after = comparison.B.Entities.Scores.F1;
        Line("agreement", string.Create(CultureInfo.InvariantCulture, $"{100 * comparison.Agreement:0.000} % of {comparison.A.Tokens:N0} tags are equal"));
        Line("F1", string.Create(CultureInfo.InvariantCulture, $"{100 * before:0.00} before, {100 * after:0.00} after ({100 * (after - before):+0.00;-0.00;0.00})"));
    }

    private void Line(string name, string value) => streams.Out.WriteLine($"{name,-10} {Printable.Line(value)}");
}
