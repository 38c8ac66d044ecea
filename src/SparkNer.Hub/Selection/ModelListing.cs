using System.Text.Json;

namespace SparkNer.Hub.Selection;

/// <summary>What the hub says about one commit of a model.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Files">Its files, without those whose names are not safe.</param>
/// <param name="IsGated">Whether its authors' terms must be accepted first.</param>
internal sealed record ModelListing(string Commit, IReadOnlyList<RemoteFile> Files, bool IsGated)
{
    /// <summary>Reads the hub's answer.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ModelListing Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "sha") is not { } commit || !HubRepository.IsCommit(commit))
            {
                throw new InvalidDataException("it names no commit ('sha')");
            }

            if (!root.TryGetProperty("siblings", out JsonElement siblings) || siblings.ValueKind != JsonValueKind.Array)
            {
                throw new InvalidDataException("it lists no files ('siblings')");
            }

            // A name that leads elsewhere is nothing that a model needs.
            RemoteFile[] files = [.. siblings.EnumerateArray().Select(ParseFile).OfType<RemoteFile>().DistinctBy(f => f.Name)];
            bool gated = root.TryGetProperty("gated", out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.True;
            return new ModelListing(commit, files, gated);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not valid JSON: {e.Message}", e);
        }
    }

    private static RemoteFile? ParseFile(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "rfilename") is not { } name || !FileNames.IsSafe(name))
        {
            return null;
        }

        JsonElement? lfs = entry.TryGetProperty("lfs", out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;
        long? size = (lfs is { } large ? Number(large, "size") : null) ?? Number(entry, "size");
        ContentHash? hash = lfs is { } stored ? ContentHash.TryParse(Text(stored, "sha256") ?? Text(stored, "oid")) : ContentHash.TryParse(Text(entry, "blobId"));
        return new RemoteFile(name, size, hash);
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0 ? number : null;
}
