using System.Text.Json.Serialization;

namespace SparkNer.Spark.Ner;

/// <summary>The JSON form of what travels: every property of the types is in it, so a new option cannot be forgotten.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(NerCommand))]
[JsonSerializable(typeof(AnnotatorOptions))]
[JsonSerializable(typeof(PreflightCommand))]
[JsonSerializable(typeof(PreflightReport))]
[JsonSerializable(typeof(UdfDescription))]
internal sealed partial class NerJson : JsonSerializerContext;
