using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Cli.Tokenize;

namespace SparkNer.Cli;

/// <summary>What does the commands' work. A command without a runner is not offered.</summary>
internal sealed record CommandRunners
{
    public IAnnotateRunner? Annotate { get; init; }

    public ITokenizeRunner? Tokenize { get; init; }

    public IBenchEmbeddedRunner? BenchEmbedded { get; init; }
}
