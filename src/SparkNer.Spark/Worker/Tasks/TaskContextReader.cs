using System.Text.Json;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Reads Spark's task context: fields in a row up to 4.1, JSON from 4.2 on.</summary>
internal static class TaskContextReader
{
    /// <summary>Reads the fields of 3.5 to 4.1.</summary>
    /// <param name="wire">The header.</param>
    /// <param name="version">The driver's Spark.</param>
    /// <param name="secretOnlyWithBarrier">Whether the barrier's port and secret are left out of ordinary tasks (4.1), or empty (before).</param>
    public static TaskFacts ReadBinary(WireReader wire, SparkVersion version, bool secretOnlyWithBarrier)
    {
        bool isBarrier = wire.Bool("barrier");
        if (isBarrier || !secretOnlyWithBarrier)
        {
            int port = wire.Int("barrier's port");
            wire.Utf(secretOnlyWithBarrier && port == -1 ? "barrier's path" : "barrier's secret");
        }

        int stage = wire.Int("stage");
        int partition = wire.Int("partition");
        int attempt = wire.Int("attempt");
        long attemptId = wire.Long("task attempt's number");
        int cpus = wire.Int("cores");
        for (int n = wire.Count("resources"); n > 0; n--)
        {
            wire.Utf("resource");
            wire.Utf("resource's name");
            for (int m = wire.Count("resource's addresses"); m > 0; m--)
            {
                wire.Utf("resource's address");
            }
        }

        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int n = wire.Count("local properties"); n > 0; n--)
        {
            string key = wire.Utf("local property's name");
            properties[key] = wire.Utf("local property");
        }

        return Facts(version, stage, partition, attempt, attemptId, cpus, properties);
    }

    /// <summary>Reads the JSON object of 4.2 and later; members that are not known are passed over.</summary>
    public static TaskFacts ReadJson(WireReader wire, SparkVersion version)
    {
        byte[] json = wire.Blob("task context", WireLimits.TextBytes);
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            var properties = new Dictionary<string, string>(StringComparer.Ordinal);
            if (root.TryGetProperty("localProperties", out JsonElement map) && map.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in map.EnumerateObject())
                {
                    properties[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.ToString();
                }
            }

            return Facts(
                version,
                root.GetProperty("stageId").GetInt32(),
                root.GetProperty("partitionId").GetInt32(),
                root.GetProperty("attemptNumber").GetInt32(),
                root.GetProperty("taskAttemptId").GetInt64(),
                root.TryGetProperty("cpus", out JsonElement cpus) && cpus.ValueKind == JsonValueKind.Number && cpus.TryGetInt32(out int cores) ? cores : 1,
                properties);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new WireException($"task context: {e.Message}", e);
        }
    }

    private static TaskFacts Facts(
        SparkVersion version, int stage, int partition, int attempt, long attemptId, int cpus, IReadOnlyDictionary<string, string> properties) => new()
        {
            Version = version,
            StageId = stage,
            PartitionId = partition,
            AttemptNumber = attempt,
            TaskAttemptId = attemptId,
            Cpus = cpus,
            LocalProperties = properties,
            EvalType = EvalType.Scalar,
        };
}
