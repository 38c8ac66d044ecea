namespace SparkNer.Spark.Worker.Wire;

/// <summary>The negative numbers that mark what follows on the socket; Spark's, from <c>SpecialLengths</c>.</summary>
internal static class ControlCode
{
    public const int EndOfDataSection = -1;
    public const int PythonExceptionThrown = -2;
    public const int TimingData = -3;
    public const int EndOfStream = -4;
    public const int StartArrowStream = -6;
    public const int StartOfInitMessage = -8;
}
