using System.Net.Http.Headers;

namespace SparkNer.Hub.Http;

/// <summary>How long a server asks to be left alone.</summary>
internal static class RetryAfter
{
    /// <summary>The time from now, or null if the answer names none.</summary>
    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response?.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
