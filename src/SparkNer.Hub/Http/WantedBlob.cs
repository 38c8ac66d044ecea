using SparkNer.Hub.Selection;

namespace SparkNer.Hub.Http;

/// <summary>A file's content that is to be fetched.</summary>
/// <param name="Repository">The model.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="Name">The file.</param>
/// <param name="Hash">What its content must hash to.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record WantedBlob(HubRepository Repository, string Commit, string Name, ContentHash Hash, long Size);
