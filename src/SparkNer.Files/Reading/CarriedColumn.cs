using System.Text.Json.Nodes;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>An input column on its way to the output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in the output.</param>
/// <param name="SparkField">What Spark's row schema in the input says of it, where there is one.</param>
internal sealed record CarriedColumn(string Name, DuckType Type, JsonObject? SparkField = null);
