using SparkNer.Evaluation.Reading;

namespace SparkNer.Evaluation.Tests;

public sealed class ConllReaderTests
{
    private const string Four = "EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\nPeter NNP B-NP B-PER\n";

    [Theory]
    [InlineData(Four)]
    [InlineData("\uFEFF" + Four)]
    [InlineData("EU NNP B-NP B-ORG\r\nrejects VBZ B-VP O\r\n\r\nPeter NNP B-NP B-PER\r\n")]
    [InlineData("EU\tNNP\tB-NP\tB-ORG\nrejects\tVBZ\tB-VP\tO\n\nPeter\tNNP\tB-NP\tB-PER")]
    [InlineData("EU   NNP B-NP\tB-ORG  \nrejects VBZ B-VP\tO\n \t \n\n\nPeter  NNP  B-NP  B-PER\n\n\n")]
    [InlineData("\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\nPeter NNP B-NP B-PER")]
    public void The_same_sentences_however_they_are_written(string text) =>
        Assert.Equal(["EU/B-ORG rejects/O", "Peter/B-PER"], Read(text).Select(Text));

    [Fact]
    public void Tags_of_all_schemes_stay_as_they_are() =>
        Assert.Equal(["a/I-PER b/S-LOC c/B d/PER e/U-org-x-y f/[-X g/."], Read("a I-PER\nb S-LOC\nc B\nd PER\ne U-org-x-y\nf [-X\ng .").Select(Text));

    [Fact]
    public void Columns_are_chosen()
    {
        var options = new ConllOptions { TokenColumn = 2, GoldColumn = 3, PredictedColumns = [4, 1] };
        TaggedSentence sentence = Assert.Single(Read("B-LOC Oslo B-ORG O x", options));
        Assert.Equal("Oslo/B-ORG", Text(sentence));
        Assert.Equal([["O"], ["B-LOC"]], sentence.Predictions);
    }

    [Theory]
    [InlineData(3, "B-GOLD")]
    [InlineData(2, "B-PRED")]
    public void The_right_tags_are_in_the_last_column_that_is_not_predicted(int predicted, string gold) =>
        Assert.Equal(gold, Read("w B-GOLD B-PRED", new ConllOptions { PredictedColumns = [predicted] }).Single().Gold[0]);

    [Fact]
    public void Document_marks_are_no_sentences_and_begin_documents()
    {
        List<TaggedSentence> read = Read("-DOCSTART- -X- O\n\na x O\n\nb x O\n-DOCSTART-\nc x O\n");
        Assert.Equal([true, false, false, true, false], read.Select(s => s.IsDocumentMark));
        Assert.Equal([true, true, false, true, true], read.Select(s => s.StartsDocument));
        Assert.Equal(["-DOCSTART-/O", "a/O", "b/O", "-DOCSTART-/O", "c/O"], read.Select(Text));
    }

    [Fact]
    public void A_document_mark_is_a_token_for_conlleval_alone()
    {
        Evaluator evaluator = Make.Evaluate(Read("-DOCSTART- O O\n\na B-X B-X\n", new ConllOptions { PredictedColumns = [3] }));
        Assert.StartsWith("processed 2 tokens with 1 phrases;", evaluator.ToText(ReportKind.Conlleval), StringComparison.Ordinal);
        Assert.Equal((1, 1), (evaluator.Tokens, evaluator.Sentences));
    }

    [Fact]
    public void Comments_are_left_out_where_they_are_asked_for()
    {
        const string text = "# newdoc id = 1\n# text = # a\n# O\n\n1 # O\n2 a O\n\n# sent\n1 b O\n# O x\n";
        List<TaggedSentence> read = Read(text, new ConllOptions { TokenColumn = 2, Comments = true });
        Assert.Equal(["#/O a/O", "b/O O/x"], read.Select(Text));
        Assert.Equal([true, false], read.Select(s => s.StartsDocument));
        Assert.Equal(["#/O a/O"], Read("# O\na O").Select(Text));
    }

    [Fact]
    public void A_word_may_be_empty_or_hold_spaces_between_tabs()
    {
        Assert.Equal(["a/O /B-PER 10 000/O"], Read("a\tO\n\tB-PER\n10 000\tO").Select(Text));
        Assert.Equal(["10 000/O a/O"], Read("10 000\tO\na\tO").Select(Text));
    }

    [Theory]
    [InlineData("a O O\n\nb O\n", "test.conll, line 3: has 2 columns, but the lines before have 3.")]
    [InlineData("a O\nb O\nc\n", "test.conll, line 3: has 1 column, but the lines before have 2.")]
    [InlineData("\n\na\n", "test.conll, line 3: has 1 column: there is no column left")]
    [InlineData("a\tO\nb\t\n", "test.conll, line 2: the tag in column 2 is empty.")]
    public void A_broken_line_is_named(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<EvaluationException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_column_is_named()
    {
        EvaluationException error = Assert.Throws<EvaluationException>(() => Read("# x\na O", new ConllOptions { GoldColumn = 4, Comments = true }));
        Assert.Equal("test.conll, line 2: has 2 columns, so there is no column 4. Columns are counted from 1.", error.Message);
    }

    [Fact]
    public void Places_count_lines()
    {
        List<TaggedSentence> read = Read("# c\na O\nb O\n\n\nc O\n", new ConllOptions { Comments = true });
        Assert.Equal("test.conll, line 3", read[0].Place.Describe(1));
        Assert.Equal("test.conll, line 6", read[1].Place.ToString());
    }

    [Fact]
    public void Nothing_has_no_sentences() => Assert.Empty(Read(" \n\n"));

    private static List<TaggedSentence> Read(string text, ConllOptions? options = null) => [.. new ConllReader(new StringReader(text), "test.conll", options).Read()];

    private static string Text(TaggedSentence sentence) => string.Join(' ', sentence.Words.Zip(sentence.Gold, (word, tag) => $"{word}/{tag}"));
}
