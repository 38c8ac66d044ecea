using Spectre.Console;

namespace SparkNer.Cli.Model;

/// <summary>Does what the commands of <c>sparkner model</c> are for that work on folders of this machine.</summary>
internal interface IModelRunner
{
    /// <summary>Imports a model into a folder of its own.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">It failed; the message says why.</exception>
    int Import(ImportSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);

    /// <summary>Prints what a model is.</summary>
    int Info(ModelSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);

    /// <summary>Checks a model's files against what was recorded, and tries it.</summary>
    int Verify(ModelSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);

    /// <summary>Prints the models that are here.</summary>
    int List(bool json, CancellationToken cancellationToken);

    /// <summary>Scores sequences of piece ids: JSON lines from stdin, one JSON line each to stdout.</summary>
    int Logits(ModelSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
