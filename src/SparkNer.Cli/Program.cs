using SparkNer.Cli;
using SparkNer.Cli.Output;

ConsoleStreams streams = ConsoleStreams.OfProcess();
using Interruption interruption = new Interruption(() => streams.Error.WriteLine("sparkner: stopping (again to kill)")).Listen();
return new CliApplication(streams, new CommandRunners()).Run(args, interruption.Token);
