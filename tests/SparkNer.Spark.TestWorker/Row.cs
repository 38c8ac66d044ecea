using System.Text.Json;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.TestWorker;

/// <summary>A column function inside mapInArrow: copies some columns and adds its own.</summary>
/// <param name="function">The column function.</param>
/// <param name="input">The column it works on.</param>
/// <param name="output">The name of its own.</param>
/// <param name="keep">The columns before it.</param>
internal sealed class Row(IBatchFunction function, string input, string output, string[] keep) : IBatchFunction
{
    private static readonly Dictionary<string, ArrowType> Known = new() { ["id"] = new ArrowType.Int(32), ["text"] = new ArrowType.Utf8() };

    public ArrowType ResultType => new ArrowType.Struct(new FieldList(
        [.. keep.Select(k => new ArrowField(k, Known[k])), new ArrowField(output, function.ResultType)]));

    /// <summary>The function itself, or wrapped if the command names columns.</summary>
    public static IBatchFunction WrapIfAsked(JsonElement json, IBatchFunction function) => json.TryGetProperty("in", out JsonElement input)
        ? new Row(
            function,
            input.GetString()!,
            json.GetProperty("out").GetString()!,
            json.TryGetProperty("keep", out JsonElement keep) ? [.. keep.EnumerateArray().Select(k => k.GetString()!)] : [])
        : function;

    public ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken)
    {
        Dictionary<string, ArrowArray> columns = arguments.ToArray().ToDictionary(a => a.Name!, a => a.Values);
        ArrowArray result = function.Evaluate([new FunctionArgument(null, columns[input])], rows, cancellationToken);
        return new ArrowArray(ResultType, rows, default, [], [.. keep.Select(k => columns[k]), result], owner: result);
    }

    public void Dispose() => function.Dispose();
}
