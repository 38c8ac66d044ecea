using System.Text.Json;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>What the driver tells the executors about a function of the kind <c>preflight</c>: it looks at the machine and tries the model.</summary>
internal sealed record PreflightCommand
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "preflight";

    /// <summary>The version of this description.</summary>
    public const int Version = 1;

    /// <summary>The model to try; null: none.</summary>
    public ModelReference? Model { get; init; }

    /// <summary>The text to try it on.</summary>
    public string Text { get; init; } = "John Smith lives in New York.";

    /// <summary>The bytes that travel.</summary>
    public byte[] Encode() =>
        new FunctionCommand(Kind, Version, JsonSerializer.SerializeToUtf8Bytes(this, NerJson.Default.PreflightCommand)).Encode();

    /// <summary>Reads a command.</summary>
    /// <exception cref="FunctionException">It is of another version, or damaged.</exception>
    public static PreflightCommand Decode(FunctionCommand command)
    {
        try
        {
            return command.Version == Version
                ? JsonSerializer.Deserialize(command.Description.Span, NerJson.Default.PreflightCommand) ?? new PreflightCommand()
                : throw new JsonException($"It has version {command.Version}, this program reads version {Version}.");
        }
        catch (JsonException exception)
        {
            throw new FunctionException(
                $"the preflight's description cannot be read by this worker (sparkner {SparknerVersion.Text}): {exception.Message} Driver and executors must run the same version of sparkner",
                exception);
        }
    }
}
