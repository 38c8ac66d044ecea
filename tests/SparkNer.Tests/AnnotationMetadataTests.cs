using FsCheck;
using FsCheck.Fluent;

namespace SparkNer.Tests;

public sealed class AnnotationMetadataTests
{
    private static readonly Arbitrary<KeyValuePair<string, string>[]> Entries = (
        from key in Gen.Elements("a", "b", "c", "Word", "word", "")
        from value in Gen.Elements("", "1", "2")
        select KeyValuePair.Create(key, value)).ListOf().Select(l => l.ToArray()).ToArbitrary();

    [Fact]
    public void It_is_a_map_with_the_last_value_of_each_key_at_the_place_of_the_first() => Prop.ForAll(Entries, entries =>
    {
        var metadata = new AnnotationMetadata(entries);
        string[] keys = [.. entries.Select(e => e.Key).Distinct()];
        Assert.Equal(keys, metadata.Keys);
        Assert.Equal(keys.Length, metadata.Count);
        Assert.Equal(keys.Select(k => entries.Last(e => e.Key == k).Value), metadata.Values);
        Assert.Equal(metadata.Keys.Zip(metadata.Values), metadata.Select(e => (e.Key, e.Value)));
        foreach (string key in keys)
        {
            Assert.True(metadata.ContainsKey(key));
            Assert.True(metadata.TryGetValue(key, out string? value));
            Assert.Equal(metadata[key], value);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_does_not_count() => Prop.ForAll(Entries, entries =>
    {
        KeyValuePair<string, string>[] distinct = [.. entries.DistinctBy(e => e.Key)];
        var one = new AnnotationMetadata(distinct);
        var other = new AnnotationMetadata(distinct.Reverse());
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_equals_another_just_if_the_dictionaries_do() => Prop.ForAll(Entries, Entries, (left, right) =>
    {
        var one = new AnnotationMetadata(left);
        var other = new AnnotationMetadata(right);
        bool equal = one.Count == other.Count && one.ToDictionary().All(e => other.ToDictionary().TryGetValue(e.Key, out string? v) && v == e.Value);
        Assert.Equal(equal, one.Equals(other));
        Assert.Equal(equal, other.Equals(one));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_missing_key_is_told_with_those_there_are()
    {
        var metadata = new AnnotationMetadata([new("entity", "PER"), new("chunk", "0")]);
        Assert.False(metadata.TryGetValue("Entity", out _));
        string message = Assert.Throws<KeyNotFoundException>(() => metadata["confidence"]).Message;
        Assert.Contains("'confidence'", message);
        Assert.Contains("entity, chunk", message);
    }

    [Fact]
    public void Nothing_equals_nothing_else()
    {
        Assert.Empty(AnnotationMetadata.Empty);
        Assert.False(AnnotationMetadata.Empty.Equals(null));
        Assert.False(AnnotationMetadata.Empty.Equals((object)"{}"));
        Assert.Equal("{}", AnnotationMetadata.Empty.ToString());
        Assert.Equal("{a: 1, b: }", new AnnotationMetadata([new("a", "1"), new("b", "")]).ToString());
        Assert.Throws<ArgumentNullException>(() => new AnnotationMetadata(null!));
    }
}
