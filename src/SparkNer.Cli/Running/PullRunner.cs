using SparkNer.Cli.Model;
using SparkNer.Cli.Output;
using SparkNer.Hub;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner model pull</c> does.</summary>
/// <param name="streams">Where the folder and messages go.</param>
/// <param name="modelsFolders">Where models' cards are; null for the folders <c>models</c> that there are.</param>
internal sealed class PullRunner(ConsoleStreams streams, IReadOnlyList<string>? modelsFolders = null) : IPullRunner
{
    public int Run(PullSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        try
        {
            HubOptions options = HubOptions.FromEnvironment(streams.Environment);
            options = settings.CacheFolder is { } folder ? options with { CacheFolder = Path.GetFullPath(folder) } : options;
            string[] parts = settings.Repository.Split('@', 2);
            ModelCard? card = ModelCards.Find(parts[0], modelsFolders);
            (HubRepository repository, string? revision) = card is null
                ? HubRepository.ParseWithRevision(settings.Repository)
                : (ModelCards.RepositoryOf(card), parts.Length > 1 ? parts[1] : null);
            var request = new PullRequest(repository)
            {
                Revision = revision,
                Branch = card?.Branch ?? HubRepository.DefaultRevision,
                Weights = settings.Weights is { } kind ? Enum.Parse<WeightKind>(kind, ignoreCase: true) : null,
                Force = settings.Force,
                Pin = card is null ? null : ModelCards.PinOf(card, options),
            };
            PulledModel model = Pull(options, request, settings.Quiet, stderr, cancellationToken);
            if (card is not null && revision is null && (request.Pin is null || request.Force))
            {
                Record(card, options, model, settings.Quiet);
            }

            streams.Out.WriteLine(model.Folder);
            return ExitCode.Ok;
        }
        catch (HubException e)
        {
            throw new UserErrorException(e.Message, e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            streams.Error.WriteLine("sparkner: interrupted: what has come so far stays; pull again to go on from there.");
            return ExitCode.Interrupted;
        }
    }

    private PulledModel Pull(HubOptions options, PullRequest request, bool quiet, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        using PullDisplay display = PullDisplay.Start(stderr, quiet, request.Repository.Id);
        using var pull = new ModelPull(options, "sparkner/" + CliApplication.Version, new RunnableModel(), display);
        return pull.PullAsync(request, cancellationToken).GetAwaiter().GetResult();
    }

    // The card, or where it may not be written the cache: a program that is installed for all has its cards out of the user's reach.
    private void Record(ModelCard card, HubOptions options, PulledModel model, bool quiet)
    {
        ModelPin pin = ModelPin.Of(model);
        string path = card.Path;
        try
        {
            card.Write(pin);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            path = ModelCard.PathInCache(options, model.Repository);
            ModelCard.Empty(path, model.Repository).Write(pin);
        }

        if (!quiet)
        {
            streams.Error.WriteLine($"sparkner: pinned '{model.Repository}' to {model.Commit} in {path}");
        }
    }
}
