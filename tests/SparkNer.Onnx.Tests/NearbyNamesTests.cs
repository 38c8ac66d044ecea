using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Tests;

public sealed class NearbyNamesTests
{
    [Theory]
    [InlineData("sparkner-smal-conll03", "sparkner-small-conll03")]
    [InlineData("Bert-Cased", "bert-cased|bert-cased-optimum")]
    [InlineData("conll03", "sparkner-small-conll03")]
    [InlineData("wholly-different", "")]
    [InlineData("x", "")]
    public void Names_that_were_meant_come_nearest_first(string name, string expected) =>
        Assert.Equal(expected, string.Join('|', NearbyNames.Of(name, ["bert-cased-optimum", "sparkner-small-conll03", "bert-cased", "zzzzzz"])));
}
