namespace SparkNer.Spark.Tests.Support;

/// <summary>Waits for what another thread or process does; the limit is there only so that a failing test ends.</summary>
internal static class WaitFor
{
    public static void File(string path) => True(() => System.IO.File.Exists(path), $"{path} has not appeared");

    public static void True(Func<bool> condition, string otherwise)
    {
        long end = Environment.TickCount64 + 30_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end, otherwise);
            Thread.Sleep(5);
        }
    }
}
