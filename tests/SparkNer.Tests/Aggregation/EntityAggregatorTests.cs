using SparkNer.Aggregation;

namespace SparkNer.Tests.Aggregation;

/// <summary>The facts on the pipeline that its golden files' README lists, one by one.</summary>
public class EntityAggregatorTests
{
    private static readonly string[] _labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

    private static Scripted Johnson() => new Scripted("Ann Johnson, Oslo", _labels)
        .Piece("Ann", "Ann", "B-PER", 0.8).Piece("John", "John", "I-PER", 0.6).Piece("##son", "son", "B-LOC", 0.7).Piece(",", ",", "O", 0.99).Piece("Oslo", "Oslo", "B-LOC", 0.9);

    [Fact]
    public void None_gives_each_piece_with_its_index()
    {
        List<Entity> entities = Johnson().Run(AggregationStrategy.None, null);
        Assert.Equal(["B-PER", "I-PER", "B-LOC", "B-LOC"], entities.Select(e => e.Label));
        Assert.Equal([1, 2, 3, 5], entities.Select(e => e.Index));
        Assert.Equal(["Ann", "John", "##son", "Oslo"], entities.Select(e => e.Word));
        Assert.Equal([(0, 3), (4, 8), (8, 11), (13, 17)], entities.Select(e => (e.Start, e.End)));
        Assert.Equal([0.8f, 0.6f, 0.7f, 0.9f], entities.Select(e => e.Score), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Simple_splits_words_and_keeps_the_marks_of_the_first_piece() =>
        Assert.Equal("PER:Ann John<Ann John> | LOC:##son<son> | LOC:Oslo<Oslo>", Johnson().Show(AggregationStrategy.Simple, null));

    [Fact]
    public void Groups_score_the_mean_of_their_members_and_have_no_index()
    {
        Entity person = Johnson().Run(AggregationStrategy.Simple, null)[0];
        Assert.Equal(0.7f, person.Score, 6);
        Assert.Null(person.Index);
    }

    [Fact]
    public void First_takes_the_first_pieces_label() => Assert.Equal("PER:Ann Johnson<Ann Johnson> | LOC:Oslo<Oslo>", Johnson().Show(AggregationStrategy.First, null));

    [Fact]
    public void Max_takes_the_surest_pieces_label() =>
        Assert.Equal("PER:Ann<Ann> | LOC:Johnson<Johnson> | LOC:Oslo<Oslo>", Johnson().Show(AggregationStrategy.Max, null));

    [Fact]
    public void Average_takes_the_label_of_the_mean()
    {
        Scripted window = new Scripted("Johnson", "O", "PER", "LOC")
            .Piece("John", "John", [0.05, 0.5, 0.45]).Piece("##so", "so", [0.1, 0.3, 0.6]).Piece("##n", "n", [0.02, 0.53, 0.45]);
        Entity entity = Assert.Single(window.Run(AggregationStrategy.Average, null));
        Assert.Equal(("LOC", "Johnson"), (entity.Label, entity.Word));
        Assert.Equal(0.5f, entity.Score, 6);
        Assert.Equal("PER", Assert.Single(window.Run(AggregationStrategy.First, null)).Label);
        Assert.Equal(0.6f, Assert.Single(window.Run(AggregationStrategy.Max, null)).Score, 6);
    }

    [Fact]
    public void Of_equal_scores_the_first_counts()
    {
        Scripted window = new Scripted("ab", "O", "PER", "LOC").Piece("a", "a", [0.2, 0.4, 0.4]).Piece("##b", "b", [0.2, 0.4, 0.4]);
        Assert.All(Enum.GetValues<AggregationStrategy>(), strategy => Assert.Equal("PER", window.Run(strategy, null)[0].Label));
        window = new Scripted("ab", "O", "PER", "LOC").Piece("a", "a", [1e-30, 1e-30, 1]).Piece("##b", "b", [1e-30, 1, 1e-30]);
        Assert.Equal("LOC", Assert.Single(window.Run(AggregationStrategy.Max, null)).Label);
        Assert.Equal("PER", Assert.Single(window.Run(AggregationStrategy.Average, null)).Label);
    }

    [Fact]
    public void An_unknown_piece_begins_a_word_and_shows_its_source()
    {
        Scripted window = new Scripted("Ann ☃☃", _labels).Piece("Ann", "Ann", "B-PER").Piece("[UNK]", "☃☃", "I-PER");
        Assert.Equal("PER:Ann ☃☃<Ann ☃☃>", window.Show(AggregationStrategy.First, null));
        Assert.Equal(["Ann", "☃☃"], window.Run(AggregationStrategy.None, null).Select(e => e.Word));
        // The first piece would decide if the unknown one continued the word.
        window = new Scripted("Ann☃", _labels).Piece("Ann", "Ann", "B-PER").Piece("[UNK]", "☃", "B-LOC");
        Assert.Equal("PER:Ann<Ann> | LOC:☃<☃>", window.Show(AggregationStrategy.First, null));
    }

    [Fact]
    public void A_piece_as_long_as_its_source_begins_a_word_even_with_marks() =>
        Assert.Equal(
            "PER:ab<ab> | LOC:##cd<c\u0301d\u0301>",
            new Scripted("abc\u0301d\u0301", _labels).Piece("ab", "ab", "B-PER").Piece("##cd", "c\u0301d\u0301", "B-LOC").Show(AggregationStrategy.First, null));

    [Theory]
    [InlineData("e\u0301te")]
    [InlineData("e\u200bte")]
    [InlineData("e\u00adte")]
    public void A_piece_shorter_than_its_source_continues_the_word_before(string source) =>
        Assert.Equal(
            $"PER:un ete<un {source}>",
            new Scripted($"un {source}", _labels).Piece("un", "un", "B-PER").Piece("ete", source, "B-LOC").Show(AggregationStrategy.First, null));

    [Fact]
    public void Lengths_are_code_points()
    {
        // Two units, one code point, on both sides: a word of its own.
        Scripted window = new Scripted("a \U0001F600", _labels).Piece("a", "a", "B-PER").Piece("\U0001F600", "\U0001F600", "B-LOC");
        Assert.Equal("PER:a<a> | LOC:\U0001F600<\U0001F600>", window.Show(AggregationStrategy.First, null));
        // One code point written with three: continues. In UTF-16 the lengths would agree, 4 and 4.
        window = new Scripted("a \U0001F600\U0001F600", _labels).Piece("a", "a", "B-PER").Piece("wxyz", "\U0001F600\U0001F600", "B-LOC");
        Assert.Equal("PER:a wxyz<a \U0001F600\U0001F600>", window.Show(AggregationStrategy.First, null));
    }

    [Fact]
    public void The_first_piece_of_a_window_begins_a_word_whatever_it_is() =>
        Assert.Equal("LOC:##son<son> | PER:Ann<Ann>", new Scripted("son Ann", _labels).Piece("##son", "son", "I-LOC").Piece("Ann", "Ann", "I-PER").Show(AggregationStrategy.First, null));

    [Theory]
    [InlineData("B-PER I-PER B-PER I-PER", "PER:a b<a b> | PER:c d<c d>")]
    [InlineData("I-PER I-PER I-LOC B-LOC", "PER:a b<a b> | LOC:c<c> | LOC:d<d>")]
    [InlineData("PER I-PER B-PER PER", "PER:a b<a b> | PER:c d<c d>")]
    [InlineData("B-person-other I-person-other O person-other", "person-other:a b<a b> | other:d<d>")]
    [InlineData("S-ORG E-ORG E-ORG S-ORG", "ORG:a<a> | ORG:b c<b c> | ORG:d<d>")]
    [InlineData("MISC-thing MISC-thing I-MISC-thing B-", "thing:a b c<a b c> | :d<d>")]
    [InlineData("B- I- B- O", ":a b<a b> | :c<c>")]
    [InlineData("B B I I", "B:a b<a b> | I:c d<c d>")]
    public void Groups_by_label(string tags, string entities)
    {
        string[] list = tags.Split(' ');
        string[] labels = [.. list.Append("O").Distinct()];
        var window = new Scripted("a b c d", labels);
        foreach ((string source, string tag) in "a b c d".Split(' ').Zip(list))
        {
            window.Piece(source, source, tag);
        }

        Assert.Equal(entities, window.Show(AggregationStrategy.Simple, null));
    }

    [Fact]
    public void Ignored_labels_are_compared_with_what_is_given_out()
    {
        Assert.Equal("I-PER:John<John> | O:,<,>", Johnson().Show(AggregationStrategy.None, "B-PER", "B-LOC"));
        Assert.Equal("PER:Ann John<Ann John> | LOC:##son<son> | LOC:Oslo<Oslo>", Johnson().Show(AggregationStrategy.Simple, "O", "B-PER", "I-PER"));
        Assert.Equal("LOC:##son<son> | LOC:Oslo<Oslo>", Johnson().Show(AggregationStrategy.Simple, "O", "PER"));
        Assert.Equal("PER:Ann Johnson<Ann Johnson> | O:,<,> | LOC:Oslo<Oslo>", Johnson().Show(AggregationStrategy.First, []));
    }

    [Theory]
    [InlineData("Anna ' s", "Anna's", "Anna", "'", "s")]
    [InlineData("U. S.", "U.S.", "U", ".", "S", ".")]
    [InlineData("a, b! c? ( d )", "a,b!c?(d)", "a", ",", "b", "!", "c", "?", "(", "d", ")")]
    [InlineData("# # 1", "##1", "#", "#", "1")]
    public void Words_are_rebuilt_from_pieces(string word, string text, params string[] pieces)
    {
        foreach (AggregationStrategy strategy in new[] { AggregationStrategy.Simple, AggregationStrategy.First, AggregationStrategy.Average, AggregationStrategy.Max })
        {
            var window = new Scripted(text, "O", "X");
            foreach (string piece in pieces)
            {
                window.Piece(piece, piece, "X");
            }

            Assert.Equal(word, Assert.Single(window.Run(strategy, null)).Word);
        }
    }

    [Theory]
    [InlineData("n't", "an't")]
    [InlineData("'m", "a'm")]
    [InlineData("'re", "a're")]
    [InlineData("'ve", "a've")]
    [InlineData("'s", "a's")]
    [InlineData("no", "a no")]
    [InlineData("do", "a do")]
    [InlineData(".x", "a.x")]
    public void Spaces_go_before_what_looks_like_a_contraction(string piece, string word) =>
        Assert.Equal(word, Assert.Single(new Scripted("a " + piece, "O", "X").Piece("a", "a", "X").Piece(piece, piece, "X").Run(AggregationStrategy.Simple, null)).Word);

    [Fact]
    public void Special_pieces_in_the_text_are_ordinary() =>
        Assert.Equal("PER:Ann [MASK]<Ann [MASK]>", new Scripted("Ann [MASK]", _labels).Piece("Ann", "Ann", "B-PER").Piece("[MASK]", "[MASK]", "I-PER").Show(AggregationStrategy.Max, null));

    [Fact]
    public void Softmax_bears_huge_scores()
    {
        float[] logits = [1000, 999, -1000];
        Entity entity = Assert.Single(new EntityAggregator(AggregationStrategy.None, [], ["A", "B", "C"]).Aggregate("x", [1], [0], [1], logits, _ => "x", 0));
        Assert.Equal(0.7310586f, entity.Score, 6);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Means_of_many_are_near_the_exact_one(int count)
    {
        var random = new Random(count);
        float[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        Assert.Equal(values.Average(v => (double)v), Scores.Mean(values), 1e-6);
    }

    [Fact]
    public void Lengths_must_fit()
    {
        var aggregator = new EntityAggregator(AggregationStrategy.Simple, null, _labels);
        Assert.Throws<ArgumentException>(() => aggregator.Aggregate("x", [1], [0], [1], new float[4], _ => "x", 0));
        Assert.Throws<ArgumentException>(() => aggregator.Aggregate("x", [1], [], [1], new float[5], _ => "x", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => aggregator.Aggregate("x", [1], [0], [2], new float[5], _ => "x", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => aggregator.Aggregate("xy", [1], [2], [1], new float[5], _ => "x", 0));
        Assert.Throws<ArgumentException>(() => new EntityAggregator(AggregationStrategy.Simple, null, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EntityAggregator((AggregationStrategy)9, null, _labels));
        Assert.Empty(aggregator.Aggregate("", [], [], [], [], _ => "x", 0));
    }
}
