using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Testing;

namespace SparkNer.Tests;

public class JavaFloatTests
{
    /// <summary>Bits and text of some thousand floats as a Java 17 printed them: probabilities, whole numbers, powers of two, and those with more digits than needed.</summary>
    private static IEnumerable<(uint Bits, string Text)> FromJava() =>
        from line in File.ReadLines(Path.Combine(Golden.RepositoryRoot, "tests", "SparkNer.Tests", "java-floats.txt"))
        let fields = line.Split(' ')
        select (uint.Parse(fields[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), fields[1]);

    [Fact]
    public void Writes_what_Java_17_writes()
    {
        Assert.All(FromJava(), f => Assert.Equal(f.Text, JavaFloat.ToString(BitConverter.UInt32BitsToSingle(f.Bits))));
        Assert.True(FromJava().Count() > 3000);
    }

    [Fact]
    public void Reads_what_Java_17_writes()
    {
        Assert.All(FromJava(), f =>
        {
            Assert.True(JavaFloat.TryParse(f.Text, out float value));
            Assert.Equal(BitConverter.UInt32BitsToSingle(f.Bits), value);
        });
    }

    [Theory]
    [InlineData(0f, "0.0")]
    [InlineData(-0f, "-0.0")]
    [InlineData(1f, "1.0")]
    [InlineData(0.9998f, "0.9998")]
    [InlineData(0.001f, "0.001")]
    [InlineData(0.002f, "0.002")]
    [InlineData(0.00099f, "9.9E-4")]
    [InlineData(0.0001f, "1.0E-4")]
    [InlineData(9.9985e-5f, "9.9985E-5")]
    [InlineData(3.4e-8f, "3.4E-8")]
    [InlineData(9999999f, "9999999.0")]
    [InlineData(1e7f, "1.0E7")]
    [InlineData(16777216f, "1.6777216E7")]
    [InlineData(436207616f, "4.36207616E8")]
    [InlineData(0.049767077f, "0.049767077")]
    [InlineData(float.Epsilon, "1.4E-45")]
    [InlineData(1.17549435E-38f, "1.17549435E-38")]
    [InlineData(float.MaxValue, "3.4028235E38")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Writes(float value, string text) => Assert.Equal(text, JavaFloat.ToString(value));

    [Theory]
    [InlineData("1", 1f)]
    [InlineData(" 0.5", 0.5f)]
    [InlineData("\u0001\t.5\r\n ", 0.5f)]
    [InlineData("1e-9", 1e-9f)]
    [InlineData("1.E+2", 100f)]
    [InlineData("0.1f", 0.1f)]
    [InlineData("0.1F", 0.1f)]
    [InlineData("2d", 2f)]
    [InlineData("+2.5D", 2.5f)]
    [InlineData("-0", -0f)]
    [InlineData("NaN", float.NaN)]
    [InlineData("-NaN", float.NaN)]
    [InlineData("-Infinity", float.NegativeInfinity)]
    [InlineData("1e999999999999", float.PositiveInfinity)]
    [InlineData("1e-999999999999", 0f)]
    [InlineData("0x1p-2", 0.25f)]
    [InlineData("-0X1.8P+3f", -12f)]
    [InlineData("0x.8p1", 1f)]
    [InlineData("0x1.p0", 1f)]
    [InlineData("0x1.000001p0", 1f)]
    [InlineData("0x1.0000010000000000000001p0", 1.00000012f)]
    [InlineData("0x1.000003p0", 1.00000024f)]
    [InlineData("0x1p-149", float.Epsilon)]
    [InlineData("0x1p-150", 0f)]
    [InlineData("0x1.8p-150", float.Epsilon)]
    [InlineData("0x1.ffffffp127", float.PositiveInfinity)]
    [InlineData("0x1p99999999999", float.PositiveInfinity)]
    [InlineData("0x0p99999999999", 0f)]
    [InlineData("16777217.0000000000000000001", 16777218f)]
    public void Reads(string text, float expected)
    {
        Assert.True(JavaFloat.TryParse(text, out float value));
        Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("abc")]
    [InlineData("0,5")]
    [InlineData("1,000")]
    [InlineData("\u00a01")]
    [InlineData("\u0661")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("+ 1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1 f")]
    [InlineData("1fd")]
    [InlineData("(1)")]
    [InlineData("1_0")]
    [InlineData("nan")]
    [InlineData("infinity")]
    [InlineData("Infinityf")]
    [InlineData("NaNd")]
    [InlineData("0x1")]
    [InlineData("0x1.8")]
    [InlineData("0xp1")]
    [InlineData("0x.p1")]
    [InlineData("0x1p")]
    [InlineData("0x1p+")]
    [InlineData("0x1.1.1p1")]
    [InlineData("0x1p1x")]
    public void Refuses(string text)
    {
        Assert.False(JavaFloat.TryParse(text, out float value));
        Assert.Equal(0f, value);
    }

    [Fact]
    public void Every_float_comes_back_from_its_text()
    {
        Gen<float> any = ArbMap.Default.GeneratorFor<int>().Select(i => i * 40503).Select(BitConverter.Int32BitsToSingle);
        Gen<float> probability = Gen.Choose(0, int.MaxValue).Select(i => (float)Math.Exp(-i / 5e7));
        Prop.ForAll(Gen.OneOf(any, probability).ToArbitrary(), f =>
            JavaFloat.TryParse(JavaFloat.ToString(f), out float back) && (float.IsNaN(f) ? float.IsNaN(back) : back.Equals(f) && float.IsNegative(back) == float.IsNegative(f)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Every_form_is_the_same_and_needs_the_room_it_takes()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<float>(), f =>
        {
            string text = JavaFloat.ToString(f);
            byte[] utf8 = new byte[text.Length];
            char[] chars = new char[text.Length];
            return JavaFloat.TryFormat(f, utf8, out int bytes) && bytes == text.Length && Encoding.UTF8.GetString(utf8) == text
                && JavaFloat.TryFormat(f, chars, out int written) && written == text.Length && new string(chars) == text
                && !JavaFloat.TryFormat(f, utf8.AsSpan(1), out bytes) && bytes == 0
                && !JavaFloat.TryFormat(f, chars.AsSpan(1), out written) && written == 0;
        }).QuickCheckThrowOnFailure();
    }
}
