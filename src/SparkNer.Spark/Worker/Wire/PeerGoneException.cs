namespace SparkNer.Spark.Worker.Wire;

/// <summary>Nobody is at the other end any more. The usual end of a connection: tasks are cancelled and idle workers dropped this way.</summary>
internal sealed class PeerGoneException(string message, Exception? inner = null) : IOException(message, inner);
