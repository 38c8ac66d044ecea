using System.Net;
using Polly;
using Polly.Retry;

namespace SparkNer.Hub.Http;

/// <summary>What is tried again and when: exponential back-off with jitter, or the time that the server names.</summary>
internal static class HubRetry
{
    // A server that asks for more is not waited for.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>The strategy.</summary>
    /// <param name="retries">How often to try again.</param>
    /// <param name="time">Measures the waits, and nothing else.</param>
    /// <param name="say">Tells the user about a wait.</param>
    public static ResiliencePipeline Create(int retries, TimeProvider time, Action<string> say)
    {
        if (retries == 0)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransientException>(e => e.RetryAfter is null || e.RetryAfter <= _longest),
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as TransientException)?.RetryAfter),
                OnRetry = arguments =>
                {
                    say($"{arguments.Outcome.Exception!.Message} Trying again in {arguments.RetryDelay.TotalSeconds:0.#} s.");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Whether the same request may be answered another time.</summary>
    public static bool MayPass(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
