namespace SparkNer.Evaluation;

/// <summary>Whose report is printed.</summary>
public enum ReportKind
{
    /// <summary>The script of the CoNLL shared tasks.</summary>
    Conlleval,

    /// <summary>seqeval's classification report.</summary>
    Seqeval,

    /// <summary>scikit-learn's classification report over the tags of tokens.</summary>
    Tokens,
}
