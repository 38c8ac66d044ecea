using SparkNer.Cli;
using SparkNer.Cli.Output;
using SparkNer.Cli.Running;

ConsoleStreams streams = ConsoleStreams.OfProcess();
using Interruption interruption = new Interruption(() => streams.Error.WriteLine("sparkner: stopping (again to kill)")).Listen();
var runners = new CommandRunners
{
    Annotate = new AnnotateRunner(streams, Console.OpenStandardInput, StandardOutput.Open),
    Tokenize = new TokenizeRunner(Console.OpenStandardInput, StandardOutput.Open),
    Submit = new SubmitRunner(streams, AppContext.BaseDirectory),
    Doctor = new DoctorRunner(streams, AppContext.BaseDirectory),
    BenchEmbedded = new BenchEmbeddedRunner(streams),
};
return new CliApplication(streams, runners).Run(args, interruption.Token);
