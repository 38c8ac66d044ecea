namespace SparkNer.Onnx.Tests;

public sealed class OnnxOptionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Values_out_of_range_are_refused_by_name(int value)
    {
        var threads = Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxOptions { IntraOpThreads = value });
        Assert.Contains("IntraOpThreads", threads.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 1024", threads.Message, StringComparison.Ordinal);
        var batch = Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxOptions { BatchTokens = value });
        Assert.Contains("BatchTokens", batch.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 1048576", batch.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_are_within_range_and_options_compare_by_value()
    {
        Assert.Equal(new OnnxOptions { IntraOpThreads = 1 }, new OnnxOptions());
        Assert.NotEqual(new OnnxOptions { BatchTokens = OnnxOptions.MaxBatchTokens }, new OnnxOptions());
    }
}
