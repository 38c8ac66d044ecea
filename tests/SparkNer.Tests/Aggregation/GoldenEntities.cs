using System.Text.Json;
using SparkNer.Aggregation;

namespace SparkNer.Tests.Aggregation;

/// <summary>Reads the entities of a golden pipeline run.</summary>
internal static class GoldenEntities
{
    public static List<Entity> Read(JsonElement run) => [.. run.GetProperty("entities").EnumerateArray().Select(e => new Entity(
        e.TryGetProperty("entity", out JsonElement label) ? label.GetString()! : e.GetProperty("entity_group").GetString()!,
        e.GetProperty("score").GetSingle(),
        e.TryGetProperty("index", out JsonElement index) ? index.GetInt32() : null,
        e.GetProperty("word").GetString()!,
        e.GetProperty("start_utf16").GetInt32(),
        e.GetProperty("end_utf16").GetInt32()))];

    public static IEnumerable<(int Start, int End)> CodePoints(JsonElement run) =>
        run.GetProperty("entities").EnumerateArray().Select(e => (e.GetProperty("start").GetInt32(), e.GetProperty("end").GetInt32()));
}
