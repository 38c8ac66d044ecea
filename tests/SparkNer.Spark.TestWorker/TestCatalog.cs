using System.Text.Json;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.TestWorker;

/// <summary>The functions of the recordings, which their README describes, and some more: a command is a JSON object with the member <c>op</c>.</summary>
public sealed class TestCatalog : IFunctionCatalog
{
    /// <inheritdoc/>
    public IBatchFunction Create(ReadOnlyMemory<byte> command, FunctionContext context)
    {
        JsonElement json;
        try
        {
            using var document = JsonDocument.Parse(command);
            json = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Says what it is instead.
            FunctionCommand.Decode(command);
            throw;
        }

        return Row.WrapIfAsked(json, Column(json, context));
    }

    /// <inheritdoc/>
    public void DropIdle()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static IBatchFunction Column(JsonElement json, FunctionContext context) => json.GetProperty("op").GetString() switch
    {
        "upper" => TextFunction.Of(t => t.ToUpperInvariant()),
        "identity" => TextFunction.Of(t => t),
        "concat" => new Concat(),
        "annotate" => new Annotate(json.TryGetProperty("nn", out JsonElement nn) && nn.GetBoolean()),
        "bcast" => Bcast(context),
        "error" => TextFunction.Of(t => t == "boom" ? throw new FunctionException("row value 'boom' is not allowed (é)") : t),
        "bug" => TextFunction.Of(_ => throw new InvalidOperationException("this should not happen")),
        "file" => TextFunction.Of(t => File.ReadAllText("/nowhere/" + t)),
        "short" => new Short(),
        "sleep" => new Sleep(json.GetProperty("folder").GetString()!, json.TryGetProperty("fails", out _)),
        "exit" => TextFunction.Of(_ =>
        {
            Environment.Exit(77);
            return "";
        }),
        "cannot" => throw new FunctionException("this function cannot work here: do something else"),
        string other => throw new FunctionException($"no function is called '{other}'"),
        null => throw new FunctionException("no name"),
    };

    private static TextFunction Bcast(FunctionContext context)
    {
        BroadcastValue newest = context.Broadcasts.MaxBy(b => b.Key).Value;
        using Stream stream = newest.Open();
        // The name is what the recording's function said of a file.
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(stream))[..8];
        string tag = FormattableString.Invariant($"{(newest.MayTouchDisk ? "file" : "mem")}:{newest.Length}:{hash}:");
        return TextFunction.Of(t => tag + t);
    }
}
