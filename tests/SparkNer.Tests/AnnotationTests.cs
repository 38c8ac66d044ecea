namespace SparkNer.Tests;

public sealed class AnnotationTests
{
    private static readonly AnnotationMetadata Metadata = new([new("a", "1"), new("b", "2")]);
    private static readonly Annotation Token = new(AnnotatorType.Token, 3, 5, "abc", Metadata) { Embeddings = new float[] { 1, 2 } };

    [Fact]
    public void Two_of_equal_fields_are_equal()
    {
        var other = new Annotation("token", 3, 5, new string(['a', 'b', 'c']), new AnnotationMetadata([new("b", "2"), new("a", "1")]))
        {
            Embeddings = new float[] { 1, 2 },
        };
        Assert.Equal(Token, other);
        Assert.True(Token == other);
        Assert.Equal(Token.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Every_field_counts()
    {
        Annotation[] others =
        [
            Token with { AnnotatorType = AnnotatorType.Chunk },
            Token with { Begin = 2 },
            Token with { End = 6 },
            Token with { Result = "Abc" },
            Token with { Metadata = new AnnotationMetadata([new("a", "1")]) },
            Token with { Metadata = new AnnotationMetadata([new("a", "1"), new("b", "3")]) },
            Token with { Embeddings = ReadOnlyMemory<float>.Empty },
            Token with { Embeddings = new float[] { 1, 3 } },
        ];
        Assert.All(others, o => Assert.NotEqual(Token, o));
        Assert.False(Token.Equals(null));
    }

    [Fact]
    public void The_types_are_Spark_NLPs() => Assert.Equal(
        ["document", "token", "named_entity", "chunk"], [AnnotatorType.Document, AnnotatorType.Token, AnnotatorType.NamedEntity, AnnotatorType.Chunk]);
}
