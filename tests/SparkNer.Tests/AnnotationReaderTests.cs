using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace SparkNer.Tests;

public sealed class AnnotationReaderTests
{
    [Fact]
    public void It_gives_what_was_set()
    {
        var reader = new AnnotationReader();
        Assert.Equal("", reader.AnnotatorType);
        Assert.Equal(0, reader.MetadataCount);
        reader.Set(AnnotatorType.NamedEntity, 3, 7, "B-PER");
        reader.Add("word", "Alice");
        reader.Add("sentence", int.MinValue);
        reader.Add("B-PER", 1.17549435E-38f);
        reader.Add("empty", "");
        Assert.Equal((AnnotatorType.NamedEntity, 3, 7, "B-PER", 4), (reader.AnnotatorType, reader.Begin, reader.End, reader.Result.ToString(), reader.MetadataCount));
        Assert.Equal(["word", "sentence", "B-PER", "empty"], Enumerable.Range(0, 4).Select(reader.Key));
        Assert.Equal(["Alice", "-2147483648", "1.17549435E-38", ""], Enumerable.Range(0, 4).Select(i => reader.Value(i).ToString()));
    }

    [Fact]
    public void Setting_again_forgets_what_was_before()
    {
        var reader = new AnnotationReader();
        reader.Set(AnnotatorType.Token, 0, 2, "one");
        reader.Add("sentence", 1);
        Annotation first = reader.ToAnnotation();
        reader.Set(AnnotatorType.Document, 5, 4, "");
        Assert.Equal(new Annotation(AnnotatorType.Document, 5, 4, "", AnnotationMetadata.Empty), reader.ToAnnotation());
        Assert.Equal(new Annotation(AnnotatorType.Token, 0, 2, "one", new AnnotationMetadata([new("sentence", "1")])), first);
    }

    [Fact]
    public void Texts_of_any_length_fit_a_reader_that_is_used_again()
    {
        var reader = new AnnotationReader();
        Arbitrary<int[]> lengths = Gen.Choose(0, 700).ListOf().Select(l => l.ToArray()).ToArbitrary();
        Prop.ForAll(lengths, sizes =>
        {
            string[] values = [.. sizes.Select((s, i) => new string((char)('a' + (i % 26)), s))];
            reader.Set(AnnotatorType.Chunk, 0, 1, string.Concat(values));
            foreach (string value in values)
            {
                reader.Add("text", value);
                reader.Add("number", value.Length);
                reader.Add("score", value.Length / 4f);
            }

            Assert.Equal(string.Concat(values), reader.Result.ToString());
            for (int i = 0; i < values.Length; i++)
            {
                Assert.Equal(values[i], reader.Value(3 * i).ToString());
                Assert.Equal(values[i].Length.ToString(CultureInfo.InvariantCulture), reader.Value((3 * i) + 1).ToString());
                Assert.Equal(JavaFloat.ToString(values[i].Length / 4f), reader.Value((3 * i) + 2).ToString());
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_entry_that_is_not_there_is_an_error()
    {
        var reader = new AnnotationReader();
        reader.Set(AnnotatorType.Token, 0, 0, "a");
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Key(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Value(-1).Length);
    }
}
