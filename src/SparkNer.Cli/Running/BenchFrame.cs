using SparkNer.Files;
using SparkNer.Onnx;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What every measurement has around it: a folder that goes away, errors a user can read, messages that --quiet turns off.</summary>
internal static class BenchFrame
{
    /// <summary>Measures in a temporary folder.</summary>
    /// <exception cref="UserErrorException">It failed; the message says why.</exception>
    public static int Run(Action<string> measure)
    {
        string folder = Directory.CreateTempSubdirectory("sparkner-bench-").FullName;
        try
        {
            measure(folder);
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is InputException or OutputException or ModelFormatException or ModelRunException
            or SparkSetupException or GatewayException or JavaException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Tells on stderr how far it is.</summary>
    public static void Say(bool quiet, IAnsiConsole stderr, string message)
    {
        if (!quiet)
        {
            stderr.Profile.Out.Writer.WriteLine(message);
        }
    }
}
