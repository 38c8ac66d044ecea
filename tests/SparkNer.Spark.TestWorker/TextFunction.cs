using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.TestWorker;

/// <summary>A text for each text; null stays null.</summary>
internal abstract class TextFunction : IBatchFunction
{
    public ArrowType ResultType => new ArrowType.Utf8();

    /// <summary>A function of one argument.</summary>
    public static TextFunction Of(Func<string, string> apply) => new OneText(apply);

    public virtual ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken)
    {
        using var builder = new Utf8Builder();
        for (int row = 0; row < rows; row++)
        {
            if (Apply(arguments, row) is { } text)
            {
                builder.Append(text);
            }
            else
            {
                builder.AppendNull();
            }
        }

        return builder.Finish();
    }

    public void Dispose()
    {
    }

    protected abstract string? Apply(ReadOnlySpan<FunctionArgument> arguments, int row);

    private sealed class OneText(Func<string, string> apply) : TextFunction
    {
        protected override string? Apply(ReadOnlySpan<FunctionArgument> arguments, int row) =>
            arguments[0].Values.Text(row) is { } text ? apply(text) : null;
    }
}

/// <summary>The first and the second argument with a bar between them; named arguments after the positional ones, by name.</summary>
internal sealed class Concat : TextFunction
{
    protected override string? Apply(ReadOnlySpan<FunctionArgument> arguments, int row)
    {
        FunctionArgument[] ordered = [.. arguments.ToArray().OrderBy(a => a.Name, StringComparer.Ordinal)];
        return ordered[0].Values.Text(row) is { } first && ordered[1].Values.Text(row) is { } second ? $"{first}|{second}" : null;
    }
}

/// <summary>One result too few.</summary>
internal sealed class Short : TextFunction
{
    public override ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken) =>
        base.Evaluate(arguments, rows - 1, cancellationToken);

    protected override string? Apply(ReadOnlySpan<FunctionArgument> arguments, int row) => arguments[0].Values.Text(row);
}

/// <summary>Sleeps until it is cancelled or the file <c>go</c> appears; writes the files <c>begun</c> and, when cancelled, <c>cancelled</c>, each with the first row's text in its name.</summary>
internal sealed class Sleep(string folder, bool fails) : TextFunction
{
    public override ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken)
    {
        string name = rows > 0 ? arguments[0].Values.Text(0)! : "";
        File.WriteAllText(Path.Combine(folder, "begun-" + name), "");
        while (!File.Exists(Path.Combine(folder, "go")))
        {
            if (cancellationToken.WaitHandle.WaitOne(5))
            {
                File.WriteAllText(Path.Combine(folder, "cancelled-" + name), "");
                throw fails ? new FunctionException("what it reads has been closed") : new OperationCanceledException(cancellationToken);
            }
        }

        return base.Evaluate(arguments, rows, cancellationToken);
    }

    protected override string? Apply(ReadOnlySpan<FunctionArgument> arguments, int row) => arguments[0].Values.Text(row);
}
