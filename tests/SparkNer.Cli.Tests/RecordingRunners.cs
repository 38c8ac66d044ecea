using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Model;
using SparkNer.Cli.Tokenize;
using Spectre.Console;

namespace SparkNer.Cli.Tests;

/// <summary>Runners that keep the settings they get and do what the test says.</summary>
internal sealed class RecordingRunners : IAnnotateRunner, IEvaluateRunner, ITokenizeRunner, IBenchEmbeddedRunner, IPullRunner
{
    public AnnotateSettings? Annotate { get; private set; }

    public EvaluateSettings? Evaluate { get; private set; }

    public TokenizeSettings? Tokenize { get; private set; }

    public BenchEmbeddedSettings? Bench { get; private set; }

    public PullSettings? Pull { get; private set; }

    public Func<IAnsiConsole, CancellationToken, int> Work { get; init; } = (_, _) => ExitCode.Ok;

    public int Run(AnnotateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        Annotate = settings;
        return Work(stderr, cancellationToken);
    }

    public int Run(EvaluateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        Evaluate = settings;
        return Work(stderr, cancellationToken);
    }

    public int Run(TokenizeSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        Tokenize = settings;
        return Work(stderr, cancellationToken);
    }

    public int Run(BenchEmbeddedSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        Bench = settings;
        return Work(stderr, cancellationToken);
    }

    public int Run(PullSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        Pull = settings;
        return Work(stderr, cancellationToken);
    }
}
