using SparkNer.Evaluation.Tagging;

namespace SparkNer.Evaluation.Tests;

public sealed class SentenceTaggerTests
{
    private static readonly string[] _labels = ["O", "B-PER", "I-PER", "B-LOC"];
    private static readonly Dictionary<string, string> _labelOf = new() { ["alice"] = "B-PER", ["smith"] = "I-PER", ["oslo"] = "B-LOC", ["##ter"] = "I-PER" };

    [Fact]
    public void Each_word_gets_the_label_of_its_first_piece()
    {
        TaggedSentence tagged = Tag(new PieceModel { Labels = _labels, LabelOf = _labelOf }, Words("Alice Smith went to Osloter ."))[0];
        Assert.Equal(["B-PER", "I-PER", "O", "O", "B-LOC", "O"], tagged.Predictions[^1]);
        Assert.Equal(["Alice", "Smith", "went", "to", "Osloter", "."], tagged.Words);
    }

    [Fact]
    public void Words_without_pieces_are_outside() =>
        Assert.Equal(["O", "B-PER", "O"], Tag(new PieceModel { Labels = _labels, LabelOf = _labelOf }, [Sentence(["", "alice", "\u200d"])])[0].Predictions[^1]);

    [Fact]
    public void No_word_of_a_long_sentence_is_lost()
    {
        var model = new PieceModel { Labels = _labels, LabelOf = _labelOf, MaxSequenceLength = 8 };
        string[] words = [.. Enumerable.Range(0, 500).Select(i => i % 7 == 3 ? "alice" : "went")];
        TaggedSentence tagged = Tag(model, [Sentence(words)])[0];
        Assert.Equal(words.Select(w => w == "alice" ? "B-PER" : "O"), tagged.Predictions[^1]);
        Assert.True(model.Seen.Count > 80, "one window would not hold them");
    }

    [Fact]
    public void A_sentence_is_seen_alone()
    {
        var model = new PieceModel { Labels = _labels };
        Tag(model, Words("alice", "went", "to oslo"));
        Assert.Equal(["alice", "to oslo", "went"], model.Seen);
    }

    [Fact]
    public void With_context_it_is_seen_among_its_documents_sentences_and_keeps_its_own_tags()
    {
        var model = new PieceModel { Labels = _labels, LabelOf = _labelOf };
        List<TaggedSentence> sentences = Words("alice", "went", "to", "oslo", "smith");
        sentences[3] = sentences[3] with { StartsDocument = true };
        List<TaggedSentence> tagged = Tag(model, sentences, context: 1);
        Assert.Equal(["alice went", "alice went to", "oslo smith", "oslo smith", "went to"], model.Seen);
        Assert.Equal(["B-PER", "O", "O", "B-LOC", "I-PER"], tagged.Select(s => Assert.Single(s.Predictions[^1])));
    }

    [Fact]
    public void A_large_context_is_the_whole_document()
    {
        var model = new PieceModel { Labels = _labels, LabelOf = _labelOf };
        List<TaggedSentence> tagged = Tag(model, Words("alice", "went", "to", "oslo"), context: 50);
        Assert.All(model.Seen, seen => Assert.Equal("alice went to oslo", seen));
        Assert.Equal(["B-PER", "O", "O", "B-LOC"], tagged.Select(s => s.Predictions[^1][0]));
    }

    [Fact]
    public void A_document_mark_is_not_shown_to_the_model()
    {
        var model = new PieceModel { Labels = _labels };
        TaggedSentence mark = Sentence(["-DOCSTART-"]) with { IsDocumentMark = true, StartsDocument = true };
        List<TaggedSentence> tagged = Tag(model, [mark, .. Words("alice"), mark, .. Words("went")], context: 3);
        Assert.Equal(["alice", "went"], model.Seen);
        Assert.All(tagged, sentence => Assert.Equal(["O"], sentence.Predictions[^1]));
    }

    [Fact]
    public void A_sentence_on_which_the_model_fails_is_named()
    {
        var model = new PieceModel { Labels = _labels, Poison = "oslo" };
        EvaluationException error = Assert.Throws<EvaluationException>(() => Tag(model, Words("alice", "to oslo")));
        Assert.Equal("test.conll, line 2: the model failed on this sentence: The model cannot do this one.", error.Message);
    }

    [Fact]
    public void All_pieces_label_a_word_where_the_model_was_trained_so()
    {
        var model = new PieceModel { Labels = _labels, LabelOf = new Dictionary<string, string>(_labelOf) { ["oslo"] = "O" } };
        TaggedSentence tagged = Tag(model, Words("osloterter to"), allPieces: true)[0];
        Assert.Equal(["B-PER", "O"], tagged.Predictions[^1]);
        Assert.Equal(["O", "O"], Tag(model, Words("osloterter to"))[0].Predictions[^1]);
    }

    [Fact]
    public void Another_layout_is_refused()
    {
        using var annotator = new Annotator(new PieceModel { Labels = _labels }, PieceModel.Tokenizer, new AnnotatorOptions { Layout = AnnotationLayout.HuggingFace });
        Assert.Throws<ArgumentException>(() => new SentenceTagger(annotator));
    }

    private static List<TaggedSentence> Tag(PieceModel model, IEnumerable<TaggedSentence> sentences, int context = 0, bool allPieces = false)
    {
        using var annotator = new Annotator(model, PieceModel.Tokenizer, new AnnotatorOptions { Threads = 2, LabelAllPieces = allPieces });
        return [.. new SentenceTagger(annotator, context).Tag(sentences)];
    }

    private static List<TaggedSentence> Words(params string[] sentences) => [.. sentences.Select((s, i) => Sentence(s.Split(' '), i + 1))];

    private static TaggedSentence Sentence(string[] words, int line = 1) => new()
    {
        Words = words,
        Gold = [.. words.Select(_ => "O")],
        Place = new SentencePlace("test.conll", "line", line, HasLinePerToken: true),
    };
}
