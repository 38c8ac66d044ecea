namespace SparkNer.Cli;

/// <summary>The command line or the configuration file is wrong: exit code 2.</summary>
internal sealed class UsageException(string message) : UserErrorException(message);
