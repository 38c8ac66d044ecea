using FsCheck;
using FsCheck.Fluent;
using SparkNer.Labels;
using SparkNer.Testing;

namespace SparkNer.Tests.Labels;

public class LabelSetTests
{
    [Theory]
    [InlineData("O B-PER I-PER B-LOC I-LOC", TagScheme.Iob2)]
    [InlineData("B-LOC B-MISC B-ORG I-LOC I-MISC I-ORG I-PER O", TagScheme.Iob1)]
    [InlineData("O B-PER B-LOC", TagScheme.Iob2)]
    [InlineData("O I-PER I-LOC", TagScheme.Io)]
    [InlineData("O B-PER I-PER E-PER S-PER", TagScheme.Iobes)]
    [InlineData("S-PER O B-LOC I-LOC E-LOC", TagScheme.Iobes)]
    [InlineData("O B-PER I-PER L-PER U-PER", TagScheme.Bilou)]
    [InlineData("LOC MISC O ORG PER", TagScheme.Schemeless)]
    [InlineData("LABEL_0 LABEL_1 LABEL_2", TagScheme.Schemeless)]
    [InlineData("O person-other product-software", TagScheme.Schemeless)]
    [InlineData("O E-mail S-Class Person", TagScheme.Schemeless)]
    [InlineData("O E-mail", TagScheme.Schemeless)]
    [InlineData("O I-beam girder", TagScheme.Schemeless)]
    [InlineData("B I O", TagScheme.Schemeless)]
    [InlineData("O b-per i-per", TagScheme.Schemeless)]
    [InlineData("O", TagScheme.Schemeless)]
    [InlineData("O B-person-other I-person-other MISC", TagScheme.Iob2)]
    [InlineData("O B-PER I-PER S-Class U-boat", TagScheme.Iob2)]
    [InlineData("O B-person-other I-person-other LOC I-LOC S-ORG E-ORG B- MISC-thing", TagScheme.Iobes)]
    public void Scheme_is_found_from_the_list(string names, TagScheme scheme) => Assert.Equal(scheme, new LabelSet(names.Split(' ')).Scheme);

    [Theory]
    [InlineData("O B-PER I-PER", "B-PER", TagPrefix.Begin, "PER")]
    [InlineData("O B-PER I-PER", "O", TagPrefix.Outside, "")]
    [InlineData("O B-person-other I-person-other", "I-person-other", TagPrefix.Inside, "person-other")]
    [InlineData("O B-PER I-PER S-Class", "S-Class", TagPrefix.None, "S-Class")]
    [InlineData("O B-PER I-PER S-PER E-PER", "S-PER", TagPrefix.Single, "PER")]
    [InlineData("O B-PER I-PER S-PER E-PER", "E-PER", TagPrefix.End, "PER")]
    [InlineData("O B-PER I-PER S-PER E-PER", "U-boat", TagPrefix.None, "U-boat")]
    [InlineData("O B-PER I-PER U-PER L-PER", "L-PER", TagPrefix.End, "PER")]
    [InlineData("O B-PER I-PER U-PER L-PER", "U-PER", TagPrefix.Single, "PER")]
    [InlineData("O product-software", "product-software", TagPrefix.None, "product-software")]
    [InlineData("O PER I-mage", "I-mage", TagPrefix.None, "I-mage")]
    [InlineData("O B- I-", "B-", TagPrefix.Begin, "")]
    [InlineData("O B I", "B", TagPrefix.None, "B")]
    [InlineData("LABEL_0 LABEL_1", "LABEL_1", TagPrefix.None, "LABEL_1")]
    [InlineData("O B-PER I-PER", "NA", TagPrefix.None, "NA")]
    [InlineData("O B-PER I-PER", "o", TagPrefix.None, "o")]
    [InlineData("O B_PER I_PER", "B_PER", TagPrefix.None, "B_PER")]
    public void Labels_are_taken_apart_by_their_scheme(string names, string label, TagPrefix prefix, string type)
    {
        var set = new LabelSet(names.Split(' '));
        Assert.Equal(new Tag(prefix, type), set.Parse(label));
        int id = set.Names.IndexOf(label);
        if (id >= 0)
        {
            Assert.Equal(new Tag(prefix, type), set.TagOf(id));
        }
    }

    [Fact]
    public void Outside_is_wherever_it_stands()
    {
        Assert.Equal(2, new LabelSet(["LOC", "MISC", "O"]).OutsideId);
        Assert.Equal(-1, new LabelSet(["LABEL_0", "o"]).OutsideId);
    }

    [Fact]
    public void Ids_may_come_in_any_order()
    {
        Gen<string[]> lists = Gen.Choose(1, 30).Select(n => Enumerable.Range(0, n).Select(i => $"B-{i}").ToArray());
        Gen<(string[] Names, KeyValuePair<string, string>[] Entries)> cases =
            from names in lists
            from shuffled in Gen.Shuffle(names.Select((name, id) => KeyValuePair.Create($"{id}", name)))
            select (names, shuffled);
        Prop.ForAll(cases.ToArbitrary(), c => LabelSet.FromIdToLabel(c.Entries).Names.SequenceEqual(c.Names)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("0 2", "ids must be 0 to 1; it has 2")]
    [InlineData("0 0", "the id 0 twice")]
    [InlineData("0 00", "the id 0 twice")]
    [InlineData("-1 0", "'-1'")]
    [InlineData("0 x", "'x'")]
    [InlineData("0 99999999999", "'99999999999'")]
    public void Ids_must_be_complete(string ids, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => LabelSet.FromIdToLabel(ids.Split(' ').Select(id => KeyValuePair.Create(id, "PER"))));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_needs_labels()
    {
        Assert.Throws<ArgumentException>(() => new LabelSet([]));
        Assert.Throws<ArgumentException>(() => LabelSet.FromIdToLabel([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelSet(["O"]).TagOf(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelSet(["O"]).TagOf(-1));
    }

    [Theory]
    [InlineData("bert-cased")]
    [InlineData("distilbert-cased")]
    public void Model_folders_are_IOB2(string model)
    {
        var labels = LabelSet.FromIdToLabel(
            Golden.Json("hf", "models", model, "config.json").GetProperty("id2label").EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString()!)));
        Assert.Equal(TagScheme.Iob2, labels.Scheme);
        Assert.Equal(9, labels.Count);
        Assert.Equal(["LOC", "MISC", "ORG", "PER"], Enumerable.Range(0, 9).Select(id => labels.TagOf(id).Type).Where(t => t != "").Distinct().Order());
    }

    [Fact]
    public void A_label_is_its_prefix_and_its_type()
    {
        Gen<string> types = Gen.Elements("PER", "person-other", "", "B-", "S-", "O", "x y", "E-mail");
        foreach ((TagScheme scheme, string letters) in new[] { (TagScheme.Iob2, "BI"), (TagScheme.Iobes, "BIES"), (TagScheme.Bilou, "BILU"), (TagScheme.Io, "I") })
        {
            Prop.ForAll(types.NonEmptyListOf().ToArbitrary(), list =>
            {
                string[] names = ["O", .. list.Distinct().SelectMany(type => letters.Select(letter => $"{letter}-{type}"))];
                var set = new LabelSet(names);
                return set.Scheme == scheme && names.Select((name, id) => (name, set.TagOf(id))).Skip(1)
                    .All(p => p.Item2.Type == p.name[2..] && p.Item2.Prefix is not (TagPrefix.None or TagPrefix.Outside));
            }).QuickCheckThrowOnFailure();
        }
    }
}
