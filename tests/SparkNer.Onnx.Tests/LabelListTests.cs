using System.Text;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Tests;

public sealed class LabelListTests
{
    [Theory]
    [InlineData("O\nB-PER\n", "O|B-PER")]
    [InlineData("O\r\nB-PER", "O|B-PER")]
    [InlineData("O\rB-PER\r", "O|B-PER")]
    [InlineData(" O \nB-\u2028PER\u0085\n", " O |B-\u2028PER\u0085")]
    [InlineData("O\n\nB-PER\n", "O||B-PER")]
    [InlineData("O\nB\nO\nC\n", "NA|B|O|C")]
    [InlineData("O\nO\nO\n", "NA|NA|O")]
    public void A_line_is_a_label_and_the_last_of_equal_ones_counts(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', LabelList.Parse(Encoding.UTF8.GetBytes(text))));
}
