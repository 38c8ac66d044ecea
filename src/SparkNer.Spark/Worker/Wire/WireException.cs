namespace SparkNer.Spark.Worker.Wire;

/// <summary>Bytes that are not what Spark sends: the message names the part and what is wrong with it.</summary>
internal sealed class WireException(string message, Exception? inner = null) : Exception(message, inner);
