namespace SparkNer.Spark.Tests.Gateway.Support;

/// <summary>A command that a <see cref="FakeJvm"/> received.</summary>
/// <param name="Connection">The connection's number, from 1.</param>
/// <param name="Lines">Its lines, the last one <c>e</c>.</param>
internal sealed record FakeCommand(int Connection, string[] Lines)
{
    /// <summary>As in the transcripts, but with a bar for each line feed but the last.</summary>
    public string Text => string.Join('|', Lines);

    /// <summary>Whether it gives an object back.</summary>
    public bool IsRelease => Lines is ["m", "d", ..];

    public override string ToString() => Text;
}
