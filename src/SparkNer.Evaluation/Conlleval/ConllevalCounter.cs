namespace SparkNer.Evaluation.Conlleval;

/// <summary>Counts as the script of the CoNLL shared tasks does (version 2004-01-26). Mutable, for one thread.</summary>
internal sealed class ConllevalCounter
{
    // The script's own mark of a sentence break, which a file may also contain.
    private const string Boundary = "-X-";

    private readonly CountTable _types = new();
    private readonly ChunkTag.Cache _tags = new();
    private ChunkTag _lastGold = ChunkTag.Outside;
    private ChunkTag _lastPredicted = ChunkTag.Outside;
    private bool _agreeing;

    /// <summary>How many tokens there were.</summary>
    public long Tokens { get; private set; }

    /// <summary>How many of them have the right tag.</summary>
    public long CorrectTags { get; private set; }

    /// <summary>Phrases by type. Call <see cref="Finish"/> first.</summary>
    public CountTable Types => _types;

    /// <summary>Takes the next token.</summary>
    public void Add(string word, string gold, string predicted)
    {
        if (word == Boundary)
        {
            Break();
            return;
        }

        ChunkTag goldTag = _tags.Parse(gold);
        ChunkTag predictedTag = _tags.Parse(predicted);
        Tokens++;
        CorrectTags += goldTag == predictedTag ? 1 : 0;
        Step(goldTag, predictedTag);
    }

    /// <summary>Ends a sentence.</summary>
    public void Break() => Step(ChunkTag.Outside, ChunkTag.Outside);

    /// <summary>Ends the data. What is open still, which an odd tag without a type may be even after its sentence, is right, as in the script.</summary>
    public void Finish()
    {
        Break();
        if (_agreeing)
        {
            _agreeing = false;
            _types.AddCorrect(_lastGold.Type);
        }
    }

    /// <summary>Adds what another one has counted, and ends that one's data.</summary>
    public void Add(ConllevalCounter other)
    {
        other.Finish();
        Tokens += other.Tokens;
        CorrectTags += other.CorrectTags;
        _types.Add(other._types);
    }

    private void Step(ChunkTag gold, ChunkTag predicted)
    {
        if (_agreeing)
        {
            bool goldEnds = ChunkTag.Ends(_lastGold, gold);
            bool predictedEnds = ChunkTag.Ends(_lastPredicted, predicted);
            if (goldEnds && predictedEnds && _lastGold.Type == _lastPredicted.Type)
            {
                _agreeing = false;
                _types.AddCorrect(_lastGold.Type);
            }
            else if (goldEnds != predictedEnds || gold.Type != predicted.Type)
            {
                _agreeing = false;
            }
        }

        bool goldStarts = ChunkTag.Starts(_lastGold, gold);
        bool predictedStarts = ChunkTag.Starts(_lastPredicted, predicted);
        _agreeing |= goldStarts && predictedStarts && gold.Type == predicted.Type;
        if (goldStarts)
        {
            _types.AddGold(gold.Type);
        }

        if (predictedStarts)
        {
            _types.AddFound(predicted.Type);
        }

        (_lastGold, _lastPredicted) = (gold, predicted);
    }
}
