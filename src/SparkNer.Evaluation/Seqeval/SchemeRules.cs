namespace SparkNer.Evaluation.Seqeval;

/// <summary>What seqeval's strict mode takes for the beginning, the inside and the end of an entity in one scheme.</summary>
/// <remarks>
/// A rule is two letters, the tag before and the tag itself, and whether their types are to be the same (<c>=</c>), to differ (<c>!</c>) or may be anything
/// (<c>*</c>). <c>?</c> is any letter. Immutable and thread-safe.
/// </remarks>
internal sealed class SchemeRules
{
    private readonly string[] _starts;
    private readonly string[] _insides;
    private readonly string[] _ends;

    private SchemeRules(string letters, string starts, string insides, string ends)
    {
        Letters = letters;
        _starts = starts.Split(' ');
        _insides = insides.Split(' ');
        _ends = ends.Split(' ');
    }

    /// <summary>The letters that a tag of the scheme may begin with.</summary>
    public string Letters { get; }

    public static SchemeRules Of(TaggingScheme scheme) => scheme switch
    {
        TaggingScheme.Iob1 => _iob1,
        TaggingScheme.Iob2 => _iob2,
        TaggingScheme.Ioe1 => _ioe1,
        TaggingScheme.Ioe2 => _ioe2,
        TaggingScheme.Iobes => _iobes,
        TaggingScheme.Bilou => _bilou,
        _ => throw new ArgumentOutOfRangeException(nameof(scheme)),
    };

    private static readonly SchemeRules _iob1 = new("IOB", "OI* II! BI* IB= BB=", "BI= II=", "II! IO* IB* BO* BI! BB=");
    private static readonly SchemeRules _iob2 = new("IOB", "?B*", "BI= II=", "IO* II! IB* BO* BI! BB*");
    private static readonly SchemeRules _ioe1 = new("IOE", "OI* II! EI* EE=", "II= IE=", "II! IO* IE! EI= EE=");
    private static readonly SchemeRules _ioe2 = new("IOE", "OI* OE* EI* EE* II! IE!", "IE= II=", "E?*");
    private static readonly SchemeRules _iobes = new("IOBES", "?B* ?S*", "BI= BE= II= IE=", "S?* E?*");
    private static readonly SchemeRules _bilou = new("IOBLU", "?B* ?U*", "BI= BL= II= IL=", "U?* L?*");

    public bool Starts(StrictTag previous, StrictTag tag) => Matches(_starts, previous, tag);

    public bool Continues(StrictTag previous, StrictTag tag) => Matches(_insides, previous, tag);

    public bool Ends(StrictTag previous, StrictTag tag) => Matches(_ends, previous, tag);

    private static bool Matches(string[] rules, StrictTag previous, StrictTag tag)
    {
        foreach (string rule in rules)
        {
            if ((rule[0] == '?' || rule[0] == previous.Letter)
                && (rule[1] == '?' || rule[1] == tag.Letter)
                && (rule[2] == '*' || (rule[2] == '=') == (previous.Type == tag.Type)))
            {
                return true;
            }
        }

        return false;
    }
}
