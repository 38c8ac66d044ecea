namespace SparkNer.Evaluation;

/// <summary>Where a sentence comes from, for messages.</summary>
/// <param name="Source">The file or table as messages name it.</param>
/// <param name="Unit">What is counted: <c>line</c> or <c>row</c>.</param>
/// <param name="Number">The number of the sentence's first line, or of its row, from 1.</param>
/// <param name="HasLinePerToken">Whether each token has a line of its own, so that the second token is one line further.</param>
public readonly record struct SentencePlace(string Source, string Unit, long Number, bool HasLinePerToken)
{
    /// <summary>The place of a token in the words of a message: <c>eng.testa, line 12</c> or <c>a.parquet, row 7, token 2</c>.</summary>
    /// <param name="token">The token, from 0.</param>
    public string Describe(int token) => HasLinePerToken ? $"{Source}, {Unit} {Number + token}" : $"{Source}, {Unit} {Number}, token {token + 1}";

    /// <summary>The place of the sentence: <c>eng.testa, line 12</c> or <c>a.parquet, row 7</c>.</summary>
    public override string ToString() => $"{Source}, {Unit} {Number}";
}
