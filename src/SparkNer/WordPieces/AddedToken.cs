namespace SparkNer.WordPieces;

/// <summary>A token that is looked up as a whole, before the text is split into words.</summary>
/// <param name="Content">The token as written.</param>
/// <param name="Special">Whether it is a special token such as [SEP].</param>
/// <param name="Normalized">Whether it is looked up in the normalized text, itself normalized, instead of in the original.</param>
/// <param name="SingleWord">Whether it counts only between characters that are no word characters.</param>
/// <param name="StripLeft">Whether it takes the white space before it along.</param>
/// <param name="StripRight">Whether it takes the white space after it along.</param>
internal sealed record AddedToken(string Content, bool Special, bool Normalized, bool SingleWord = false, bool StripLeft = false, bool StripRight = false);
