using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Evaluation.Errors;
using SparkNer.Evaluation.Output;
using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Evaluation.Tests;

public sealed class EvaluationPageTests
{
    private static readonly string[] _voids = ["meta"];

    [Theory]
    [InlineData("B-PER I-PER O", "O O O", ErrorKind.Missed)]
    [InlineData("O O O", "B-PER O O", ErrorKind.Spurious)]
    [InlineData("B-PER I-PER O", "B-ORG I-ORG O", ErrorKind.WrongType)]
    [InlineData("B-PER I-PER O", "B-PER I-PER I-PER", ErrorKind.WrongBoundary)]
    [InlineData("B-PER I-PER O", "O B-LOC O", ErrorKind.WrongTypeAndBoundary)]
    public void Each_error_is_of_a_kind(string gold, string predicted, ErrorKind kind)
    {
        ErrorGroup group = Assert.Single(Evaluate(Make.Sentence(gold, predicted)).Errors!.Groups);
        Assert.Equal((kind, 1L), (group.Kind, group.Count));
    }

    [Fact]
    public void Every_wrong_entity_is_in_one_error() => Prop.ForAll(Tags.Iob, sentences =>
    {
        Evaluator evaluator = Evaluate(sentences);
        long both = evaluator.Errors!.Groups.Where(g => g is { GoldType: not null, PredictedType: not null }).Sum(g => g.Count);
        EvaluationCount count = evaluator.Entities;
        return evaluator.Errors.Groups.Sum(g => g.Count) + both == count.Gold + count.Found - (2 * count.Correct);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_page_is_well_formed_and_fetches_nothing_whatever_the_data() => Prop.ForAll(Tags.Odd, sentences =>
    {
        XElement page = Page(Evaluate([.. sentences, Hostile]));
        bool empty = page.Descendants().Any(e => e.IsEmpty && !_voids.Contains(e.Name.LocalName));
        bool fetches = page.DescendantsAndSelf().Any(e => e.Name.LocalName is "script" or "link" or "img" or "iframe" || e.Attributes().Any(a => a.Name.LocalName is "src" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)))
            || page.Descendants("style").Single().Value.Contains("url(", StringComparison.Ordinal);
        return !empty && !fetches;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_the_data_hold_is_text()
    {
        XElement page = Page(Evaluate(Hostile));
        Assert.Contains("<script>alert(1)</script>", page.Value, StringComparison.Ordinal);
        Assert.Contains("\uFFFD", page.Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
    }

    [Fact]
    public void Errors_are_shown_in_their_sentence()
    {
        TaggedSentence sentence = Make.Sentence("B-ORG I-ORG O O", "O B-PER I-PER O") with { Words = ["Bank", "Austria", "said", "so"] };
        XElement page = Page(Evaluate(sentence, sentence));
        XElement error = Assert.Single(page.Descendants("details"));
        Assert.Equal("wrong type and boundary: ORG taken for PER: 2", error.Element("summary")!.Value);
        Assert.Equal("Bank Austria × 2 test.conll, line 1Bank Austria said so", error.Descendants("li").Single().Value);
        Assert.Equal(["Bank", "Austria"], error.Descendants("u").Select(e => e.Value));
        Assert.Equal(["Austria", "said"], error.Descendants("mark").Select(e => e.Value));
        Assert.Equal(["ORG", "PER"], error.Descendants().Attributes("title").Select(a => a.Value).Distinct());
    }

    [Fact]
    public void Long_sentences_are_cut_around_the_error()
    {
        string[] tags = [.. Enumerable.Range(0, 200).Select(i => i == 100 ? "B-LOC" : "O")];
        XElement page = Page(Evaluate(Make.Sentence(tags, [.. tags.Select(_ => "O")])));
        string text = page.Descendants("li").Single().Element("p")!.Value;
        Assert.StartsWith("… w80 ", text, StringComparison.Ordinal);
        Assert.EndsWith(" w120 …", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_strict_mode_has_its_own_errors()
    {
        var options = new EvaluationOptions { StrictScheme = TaggingScheme.Iob2, CollectErrors = true };
        Evaluator evaluator = Make.Evaluate([Make.Sentence("B-PER O", "I-PER O")], options);
        Assert.Equal(ErrorKind.Missed, Assert.Single(evaluator.Errors!.Groups).Kind);
        Assert.Contains(Page(evaluator).Descendants("h2"), h => h.Value.Contains("strict, IOB2", StringComparison.Ordinal));
    }

    private static TaggedSentence Hostile =>
        Make.Sentence("B-<b> O B-&amp; O", "O O O B-\"x\"") with { Words = ["<script>alert(1)</script>", "a\u0001\uD800b", "&<>\"'", "]]>"] };

    private static Evaluator Evaluate(params TaggedSentence[] sentences) => Make.Evaluate(sentences, new EvaluationOptions { CollectErrors = true });

    private static XElement Page(Evaluator evaluator)
    {
        string html = EvaluationPage.Write(evaluator, "Title <&>", [new("File", "a<b>.conll")]);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        return XElement.Parse(html["<!DOCTYPE html>\n".Length..], LoadOptions.PreserveWhitespace);
    }
}
