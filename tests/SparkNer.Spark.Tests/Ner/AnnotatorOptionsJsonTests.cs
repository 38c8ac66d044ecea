using System.Collections;
using System.Reflection;
using SparkNer.Chunks;
using SparkNer.Spark.Ner;
using SparkNer.Text;

namespace SparkNer.Spark.Tests.Ner;

/// <summary>No option is lost on the way to the executors, also none that is new.</summary>
public sealed class AnnotatorOptionsJsonTests
{
    public static TheoryData<Type> Types => new(
        typeof(AnnotatorOptions), typeof(DocumentAssemblerOptions), typeof(SentenceDetectorOptions), typeof(TokenizerOptions), typeof(NerConverterOptions));

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_property_makes_a_round_trip(Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var options = new AnnotatorOptions();
            object part = PartOf(options, type);
            object? other = Other(property, property.GetValue(part));
            property.SetValue(part, other);

            AnnotatorOptions read = AnnotatorOptionsJson.Read(AnnotatorOptionsJson.Write(options));

            AssertSame(other, property.GetValue(PartOf(read, type)), property.Name);
            AssertSame(AnnotatorOptionsJson.Write(options), AnnotatorOptionsJson.Write(read), property.Name);
            AssertOther(AnnotatorOptionsJson.Write(new AnnotatorOptions()), AnnotatorOptionsJson.Write(options), property.Name);
        }
    }

    [Fact]
    public void Defaults_make_a_round_trip()
    {
        AnnotatorOptions read = AnnotatorOptionsJson.Read(AnnotatorOptionsJson.Write(new AnnotatorOptions()));

        Assert.Equal(AnnotatorOptionsJson.Write(new AnnotatorOptions()), AnnotatorOptionsJson.Write(read));
        Assert.Equal(TokenizerOptions.DefaultRegexTimeout, read.Tokenizer.RegexTimeout);
        Assert.Equal(["O"], read.IgnoreLabels);
    }

    [Fact]
    public void Unknown_members_are_ignored()
    {
        string json = AnnotatorOptionsJson.Write(new AnnotatorOptions { Stride = 7 });

        Assert.Equal(7, AnnotatorOptionsJson.Read(json.Insert(1, "\"ofTheFuture\":[1],")).Stride);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0.1f)]
    public void Thresholds_keep_their_bits(float threshold)
    {
        var options = new AnnotatorOptions { NerConverter = new NerConverterOptions { Threshold = threshold } };

        Assert.Equal(threshold, AnnotatorOptionsJson.Read(AnnotatorOptionsJson.Write(options)).NerConverter.Threshold);
    }

    private static object PartOf(AnnotatorOptions options, Type type) => type == typeof(AnnotatorOptions)
        ? options
        : typeof(AnnotatorOptions).GetProperties().Single(p => p.PropertyType == type).GetValue(options)!;

    // A value that is not the default, for every kind of property that there is: a new kind fails here.
    private static object? Other(PropertyInfo property, object? value)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return value switch
        {
            bool flag => !flag,
            int number => number + 3,
            TimeSpan => TimeSpan.FromMilliseconds(1234),
            Enum => Enum.GetValues(type).Cast<object>().First(v => !v.Equals(value)),
            string text => text + "\u00e9\n\"\\[",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 5,
            _ when type == typeof(float) => 0.25f,
            _ when type == typeof(string) => "x\\S",
            _ when type.IsAssignableFrom(typeof(string[])) => new[] { "a", "\u00fc", "" },
            DocumentAssemblerOptions => new DocumentAssemblerOptions { CleanupMode = CleanupMode.Shrink },
            SentenceDetectorOptions => new SentenceDetectorOptions { MinLength = 9 },
            TokenizerOptions => new TokenizerOptions { MinLength = 9 },
            NerConverterOptions => new NerConverterOptions { NerHasNoSchema = true },
            _ => throw new NotSupportedException($"Say here what another value of {property.DeclaringType!.Name}.{property.Name} is."),
        };
    }

    private static void AssertSame(object? expected, object? actual, string name) => Assert.True(
        expected is IEnumerable a and not string && actual is IEnumerable b ? a.Cast<object>().SequenceEqual(b.Cast<object>()) : Equals(expected, actual) || IsRecord(expected, actual),
        $"{name}: {expected} / {actual}");

    private static void AssertOther(string defaults, string changed, string name) => Assert.True(defaults != changed, $"{name} is not in the JSON.");

    // Records with lists in them are not equal by value; their text is.
    private static bool IsRecord(object? expected, object? actual) =>
        expected is TokenizerOptions or SentenceDetectorOptions or NerConverterOptions && actual?.GetType() == expected.GetType();
}
