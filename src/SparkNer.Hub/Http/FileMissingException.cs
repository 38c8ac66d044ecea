namespace SparkNer.Hub.Http;

/// <summary>A commit has no such file.</summary>
/// <param name="message">The whole message.</param>
internal sealed class FileMissingException(string message) : HubException(message);
