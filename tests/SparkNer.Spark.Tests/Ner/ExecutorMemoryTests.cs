using SparkNer.Onnx;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Tests.Ner.Support;

namespace SparkNer.Spark.Tests.Ner;

public sealed class ExecutorMemoryTests
{
    private const long Mebibyte = 1 << 20;

    // The runtime's own 256 MiB and two copies.
    private const long ModelBytes = 100 * Mebibyte;
    private const long NeededMiB = 456;

    [Theory]
    [InlineData(NeededMiB, null)]
    [InlineData(null, NeededMiB)]
    [InlineData(null, null)]
    public void A_limit_that_is_large_enough_says_nothing(long? worker, long? container) =>
        new ExecutorMemory(worker * Mebibyte, container * Mebibyte).Check("m", ModelBytes);

    [Fact]
    public void Too_little_for_the_worker_names_the_setting_to_raise()
    {
        string message = Assert.Throws<FunctionException>(() => new ExecutorMemory(64 * Mebibyte, null).Check("m", ModelBytes)).Message;

        Assert.Equal(
            "the executor has too little memory for the model 'm': it needs about 456 MiB, and spark.executor.pyspark.memory sets 64 MiB aside; "
            + "raise it, e.g. --conf spark.executor.pyspark.memory=456m",
            message);
    }

    [Fact]
    public void Too_small_a_container_names_the_setting_to_raise()
    {
        string message = Assert.Throws<FunctionException>(() => new ExecutorMemory(null, (NeededMiB * Mebibyte) - 1).Check("m", ModelBytes)).Message;

        Assert.StartsWith("the executor's container has too little memory for the model 'm'", message, StringComparison.Ordinal);
        Assert.Contains("--conf spark.executor.memoryOverhead=456m", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2048", "4", 512, 2048L)]
    [InlineData(null, "4", 512, 2048L)]
    [InlineData(null, null, 512, 512L)]
    [InlineData(null, "many", 512, 512L)]
    [InlineData("64", null, null, 64L)]
    [InlineData(null, "4", null, null)]
    public void The_workers_share_is_that_of_all_cores(string? total, string? cores, int? perCore, long? expectedMiB)
    {
        var properties = new Dictionary<string, string>();
        if (total is not null)
        {
            properties["resource.pyspark.memory"] = total;
        }

        if (cores is not null)
        {
            properties["resource.executor.cores"] = cores;
        }

        Assert.Equal(new ExecutorMemory(expectedMiB * Mebibyte, 7), ExecutorMemory.Of(TestModels.Context(properties).Task, perCore, 7));
    }

    [Fact]
    public void A_model_is_refused_before_it_is_read()
    {
        var memory = new ExecutorMemory(64 * Mebibyte, null);
        var empty = new BytesBroadcast(1, []);
        using var broadcast = new BroadcastSource("m", empty, "/no/such/folder", memory);
        using var folder = new FolderSource("m", TestModels.Tiny, null, memory);

        Assert.Contains("spark.executor.pyspark.memory", Assert.Throws<FunctionException>(() => broadcast.Load(new OnnxOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("spark.executor.pyspark.memory", Assert.Throws<FunctionException>(() => folder.Load(new OnnxOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_brings_its_limit_to_the_model()
    {
        using var cache = new ModelCache(log: _ => { });
        using var kind = new NerKind(cache);
        var settings = new Dictionary<string, string> { ["resource.pyspark.memory"] = "64" };
        FunctionContext context = TestModels.Context(settings, new BytesBroadcast(1, TestModels.Package(TestModels.Tiny)));

        FunctionException exception = Assert.Throws<FunctionException>(() => kind.Function(TestModels.Command(TestModels.Tiny), context));

        Assert.Contains("sets 64 MiB aside", exception.Message, StringComparison.Ordinal);
    }
}
