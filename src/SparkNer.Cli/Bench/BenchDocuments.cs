namespace SparkNer.Cli.Bench;

/// <summary>Documents made up for measurements: news-like English of a few sentences to a few paragraphs, the same for the same seed.</summary>
internal sealed class BenchDocuments(int seed)
{
    private static readonly string[] _people =
        "Anna Miriam Joseph Teresa Kwame Ingrid Pavel Lucia Omar Yuki Henrik Fatima Carlos Nadia Stefan Amara Viktor Leila Bruno Sofia Dmitri Aisha Rafael Greta".Split(' ');

    private static readonly string[] _families =
        "Schmidt Okafor Tanaka Lindqvist Moreau Castellano Novak Fitzgerald Petrov Haddad Silva Johansson Mbeki Rossi Keller Nakamura O'Brien van-Dijk Kowalska Andersson".Split(' ');

    private static readonly string[] _places =
        "Berlin Lagos Osaka Gothenburg Lyon Lisbon Krakow Galway Odessa Beirut Recife Malmo Durban Turin Zurich Kyoto Cork Utrecht Gdansk Bergen Montana Anatolia Bavaria".Split(' ');

    private static readonly string[] _organizations =
        ["Northwind Airlines", "the Harbour Authority", "Acme Steel Co.", "Globex Corporation", "the U.N.", "Bluewater Bank", "Orion Motors AG", "the Ministry of Transport", "Lakeside United F.C."];

    private static readonly string[] _nouns =
        ("agreement airport answer budget bridge building campaign century committee company contract council country court decision doctor election engine evidence exhibition factory"
        + " family festival government harbour hospital industry investigation journey judge language law library market match meeting minister museum newspaper office paper parliament party"
        + " people plan player police price problem proposal question railway record report river road school season service share station story street strike student study summer tax team"
        + " theatre trade train treaty union university valley village vote war water weather week winter worker year").Split(' ');

    private static readonly string[] _verbs =
        ("accepted announced asked began bought built called cancelled carried chose closed considered continued defended delayed denied described discovered discussed doubled expected"
        + " explained extended failed finished followed founded gave helped improved joined kept left lost met moved offered opened opposed played praised presented promised published"
        + " reached received refused rejected repaired reported returned said signed sold started stopped supported thanked visited voted won wrote").Split(' ');

    private static readonly string[] _adjectives =
        ("annual bitter brief careful central cheap cold common dangerous difficult early eastern economic empty famous final foreign former free general heavy historic huge independent"
        + " industrial international large late legal little local long major modern narrow national new northern old open ordinary popular private public quiet recent regional secret"
        + " several short small southern special strong sudden technical unexpected western wide young").Split(' ');

    private readonly Random _random = new(seed);

    /// <summary>One more document.</summary>
    public string Next()
    {
        // Mostly short, some long, as corpora are.
        int sentences = 1 + (int)(Math.Pow(_random.NextDouble(), 2.5) * 30);
        return string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence()));
    }

    /// <summary>So many more documents.</summary>
    public string[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private string Sentence() => _random.Next(6) switch
    {
        0 => $"{Person()} {Pick(_verbs)} the {Phrase()} of {Pick(_places)} on {_random.Next(1, 29)} March {_random.Next(1950, 2026)}.",
        1 => $"\"We {Pick(_verbs)} a {Phrase()},\" {Person()} said in {Pick(_places)}, \"and the {Phrase()} was {Pick(_adjectives)}.\"",
        2 => $"{Pick(_organizations)} {Pick(_verbs)} {_random.Next(2, 900)} of its {Pick(_nouns)}s for ${_random.Next(1, 999)},{_random.Next(100, 999)} after the {Phrase()}.",
        3 => $"In {Pick(_places)}, the {Phrase()} {Pick(_verbs)} the {Phrase()}; {Pick(_organizations)} {Pick(_verbs)} it.",
        4 => $"The {Phrase()} that {Person()} {Pick(_verbs)} rose by {_random.Next(1, 40)}.{_random.Next(10)} % (from {_random.Next(100)} to {_random.Next(100)}), the {Phrase()} didn't.",
        _ => $"Nobody in the {Phrase()} of {Pick(_places)} {Pick(_verbs)} why the {Phrase()} {Pick(_verbs)} such a {Phrase()}.",
    };

    private string Person() => $"{Pick(_people)} {Pick(_families)}";

    private string Phrase() => _random.Next(2) == 0 ? Pick(_nouns) : $"{Pick(_adjectives)} {Pick(_nouns)}";

    private string Pick(string[] words) => words[_random.Next(words.Length)];
}
