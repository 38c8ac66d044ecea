using FsCheck;
using FsCheck.Fluent;
using SparkNer.Chunks;

namespace SparkNer.Tests.Chunks;

public class NerConverterProperties
{
    private static readonly string?[] _tags =
        ["O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "S-PER", "E-PER", "U-LOC", "L-LOC", "PER", "LOC", "person-other", "B-", "B", "o", "NA", "", null];

    private static readonly Gen<string?[]> _sequences = Gen.Elements(_tags).ArrayOf();

    private static readonly Gen<NerConverterOptions> _options =
        from compatible in Gen.Elements(true, false)
        from schema in Gen.Elements(true, false)
        from preserve in Gen.Elements(true, false)
        select new NerConverterOptions { SparkNlpCompatibility = compatible, NerHasNoSchema = !schema, PreservePosition = preserve };

    [Fact]
    public void Chunks_are_sorted_apart_and_made_of_whole_tokens()
    {
        Prop.ForAll(_sequences.ToArbitrary(), _options.ToArbitrary(), (tags, options) =>
        {
            TaggedToken[] tokens = Tokens(tags);
            var chunks = new List<Chunk>();
            new NerConverter(options).Convert(tokens, chunks);
            return chunks.All(c => c.FirstToken <= c.LastToken && c.Begin == tokens[c.FirstToken].Begin && c.End == tokens[c.LastToken].End)
                && chunks.Zip(chunks.Skip(1)).All(p => p.First.LastToken < p.Second.FirstToken);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void By_default_every_token_but_O_is_in_one_chunk_of_its_type()
    {
        Prop.ForAll(_sequences.ToArbitrary(), tags =>
        {
            var chunks = new List<Chunk>();
            new NerConverter().Convert(Tokens(tags), chunks);
            return tags.Index().All(t => t.Item is null or "O"
                ? chunks.All(c => t.Index < c.FirstToken || t.Index > c.LastToken)
                : chunks.Count(c => t.Index >= c.FirstToken && t.Index <= c.LastToken && TypeOf(t.Item) == c.Entity) == 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Text_at_the_offsets_is_the_result_and_both_forms_agree()
    {
        Prop.ForAll(_sequences.ToArbitrary(), _options.ToArbitrary(), (tags, options) =>
        {
            string text = ChunkInputs.Text(tags.Length);
            (Annotation[] tokens, Annotation[] ner) = ChunkInputs.Tagged(tags, [.. Enumerable.Repeat(0.5f, tags.Length)]);
            var converter = new NerConverter(options);
            IReadOnlyList<Annotation> annotations = converter.Convert([ChunkInputs.Document(text)], tokens, ner);
            var chunks = new List<Chunk>();
            TaggedToken[] tagged = [.. tags.Select((tag, i) => new TaggedToken(tokens[i].Begin, tokens[i].End, tag, 0.5f, tag is not null))];
            converter.Convert(tagged, chunks);
            return annotations.All(a => !options.PreservePosition || text[a.Begin..(a.End + 1)] == a.Result)
                && annotations.Select((a, i) => (a.Begin, a.End, a.Metadata["entity"], a.Metadata["chunk"], a.Metadata["confidence"], a.Result))
                    .SequenceEqual(chunks.Select((c, i) => (c.Begin, c.End, c.Entity, $"{i}", "0.5", converter.TextOf(c, tagged, text))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void IOB2_that_was_written_is_read_back()
    {
        Gen<(string Type, int Length)[]> entities = (from type in Gen.Elements("PER", "LOC", "person-other", "O") from length in Gen.Choose(1, 3) select (type, length)).ArrayOf();
        Prop.ForAll(entities.ToArbitrary(), list =>
        {
            string[] tags = [.. list.SelectMany(e => Enumerable.Range(0, e.Length).Select(i => e.Type == "O" ? "O" : (i == 0 ? "B-" : "I-") + e.Type))];
            var chunks = new List<Chunk>();
            new NerConverter().Convert(Tokens(tags), chunks);
            return chunks.Select(c => (c.Entity, c.LastToken - c.FirstToken + 1)).SequenceEqual(list.Where(e => e.Type != "O"));
        }).QuickCheckThrowOnFailure();
    }

    private static string TypeOf(string tag) => tag.Length > 1 && tag[1] == '-' ? tag[2..] : tag;

    private static TaggedToken[] Tokens(string?[] tags) => [.. tags.Select((tag, i) => new TaggedToken(4 * i, (4 * i) + 1, tag, 0.5f, true))];
}
