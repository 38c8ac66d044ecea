using Spectre.Console;

namespace SparkNer.Cli.Bench;

/// <summary>Does what <c>sparkner bench embedded</c> is for: the full path, Parquet to Parquet, beside raw ONNX Runtime on the same pieces.</summary>
internal interface IBenchEmbeddedRunner
{
    /// <summary>Measures and prints the figures to stdout.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">The run failed; the message says why.</exception>
    int Run(BenchEmbeddedSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
