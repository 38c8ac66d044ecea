using SparkNer.Cli.Output;
using SparkNer.Cli.Running;

namespace SparkNer.Cli;

/// <summary>The program with everything that does its commands' work. Apart from Main, so that a worker does not load what it does not need.</summary>
internal static class Commands
{
    /// <summary>Runs a command line on the process's streams.</summary>
    public static int Run(string[] args)
    {
        if (args is [DoctorRunner.JobWord, ..])
        {
            return DoctorProgram.Run(args[1..]);
        }

        ConsoleStreams streams = ConsoleStreams.OfProcess();
        using Interruption interruption = new Interruption(() => streams.Error.WriteLine("sparkner: stopping (again to kill)")).Listen();
        var runners = new CommandRunners
        {
            Annotate = new AnnotateRunner(streams, Console.OpenStandardInput, StandardOutput.Open),
            Tokenize = new TokenizeRunner(Console.OpenStandardInput, StandardOutput.Open),
            Evaluate = new EvaluateRunner(Console.OpenStandardInput, StandardOutput.Open),
            Submit = new SubmitRunner(streams, AppContext.BaseDirectory),
            Udf = new UdfRunner(streams),
            Doctor = new DoctorRunner(streams, AppContext.BaseDirectory),
            ModelQuantize = new QuantizeRunner(streams),
            Model = new ModelRunner(streams, Console.OpenStandardInput, StandardOutput.Open),
            ModelPull = new PullRunner(streams),
            BenchEmbedded = new BenchEmbeddedRunner(streams),
            BenchSpark = new BenchSparkRunner(streams),
        };
        return new CliApplication(streams, runners).Run(args, interruption.Token);
    }
}
