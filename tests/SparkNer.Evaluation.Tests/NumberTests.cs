using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Evaluation.Reports;

namespace SparkNer.Evaluation.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(0.625, 2, "0.62")]
    [InlineData(3.125, 2, "3.12")]
    [InlineData(2.5, 0, "2")]
    [InlineData(0.285, 2, "0.28")]
    [InlineData(2.675, 2, "2.67")]
    [InlineData(0.995, 2, "0.99")]
    [InlineData(99.995, 2, "100.00")]
    [InlineData(-0.25, 1, "-0.2")]
    [InlineData(0, 4, "0.0000")]
    [InlineData(1e-320, 3, "0.000")]
    [InlineData(1.0 / 3, 20, "0.33333333333333331483")]
    public void Ties_go_to_the_even_digit(double value, int digits, string expected) => Assert.Equal(expected, FixedPoint.Format(value, digits));

    [Fact]
    public void Printed_numbers_are_the_nearest() => Prop.ForAll(
        (from value in ArbMap.Default.GeneratorFor<NormalFloat>() from digits in Gen.Choose(0, 12) select (value.Get % 1000, digits)).ToArbitrary(),
        given =>
        {
            (double value, int digits) = given;
            decimal printed = decimal.Parse(FixedPoint.Format(value, digits), CultureInfo.InvariantCulture);
            return Math.Abs((double)printed - value) <= (0.5000001 / (double)BigInteger.Pow(10, digits)) + (Math.Abs(value) * 1e-15);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sums_are_sums() => Prop.ForAll(
        Gen.Choose(0, 1000).SelectMany(n => Gen.Choose(0, 1 << 20).ArrayOf(n)).ToArbitrary(),
        values => PairwiseSum.Of([.. values.Select(v => (double)v)]) == values.Sum(v => (long)v)).QuickCheckThrowOnFailure();

    [Fact]
    public void Long_type_names_widen_the_report_by_code_points()
    {
        string text = Make.Evaluate([Make.Sentence("B-\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600", "O")]).ToText(ReportKind.Seqeval);
        Assert.StartsWith("               precision", text, StringComparison.Ordinal);
        Assert.StartsWith(new string(' ', 20) + "precision", Make.Evaluate([Make.Sentence("B-X", "O")]).ToText(ReportKind.Seqeval, 18), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_are_sorted_by_code_point()
    {
        string text = Make.Evaluate([Make.Sentence("B-\U0001F600 B-\uFFFD B-b B-B B-", "O O O O O")]).ToText(ReportKind.Seqeval);
        string[] names = [.. text.Split('\n')[2..7].Select(line => line.Trim().Split(' ')[0])];
        Assert.Equal(["B", "_", "b", "\uFFFD", "\U0001F600"], names);
    }
}
