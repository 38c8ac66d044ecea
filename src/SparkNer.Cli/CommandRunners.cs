using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Cli.Doctor;
using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Model;
using SparkNer.Cli.Submit;
using SparkNer.Cli.Tokenize;
using SparkNer.Cli.Udf;

namespace SparkNer.Cli;

/// <summary>What does the commands' work. A command without a runner is not offered.</summary>
internal sealed record CommandRunners
{
    public IAnnotateRunner? Annotate { get; init; }

    public ITokenizeRunner? Tokenize { get; init; }

    public IEvaluateRunner? Evaluate { get; init; }

    public ISubmitRunner? Submit { get; init; }

    public IUdfRunner? Udf { get; init; }

    public IDoctorRunner? Doctor { get; init; }

    public IBenchEmbeddedRunner? BenchEmbedded { get; init; }

    public IBenchSparkRunner? BenchSpark { get; init; }

    public IQuantizeRunner? ModelQuantize { get; init; }

    public IModelRunner? Model { get; init; }

    public IPullRunner? ModelPull { get; init; }
}
