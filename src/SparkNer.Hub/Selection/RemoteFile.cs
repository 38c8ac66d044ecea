namespace SparkNer.Hub.Selection;

/// <summary>A file that the hub lists.</summary>
/// <param name="Name">Its path in the model, with <c>/</c>; checked: it leads nowhere else.</param>
/// <param name="Size">Its size in bytes, if the hub says.</param>
/// <param name="Hash">What its content must hash to, if the hub says.</param>
internal sealed record RemoteFile(string Name, long? Size, ContentHash? Hash);
