using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>All that comes before a task's data.</summary>
/// <param name="Facts">What Spark says about the task.</param>
/// <param name="Calls">The functions to call, a result column each.</param>
internal sealed record TaskHeader(TaskFacts Facts, IReadOnlyList<FunctionCall> Calls);
