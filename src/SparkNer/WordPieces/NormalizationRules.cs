namespace SparkNer.WordPieces;

/// <summary>The switches of the BERT normalizer, in the order in which its steps run.</summary>
/// <param name="CleanText">Control characters go, white space becomes a space.</param>
/// <param name="PadChinese">Chinese characters become words of their own.</param>
/// <param name="StripAccents">NFD, without nonspacing marks.</param>
/// <param name="LowerCase">Lower case, code point by code point.</param>
internal readonly record struct NormalizationRules(bool CleanText, bool PadChinese, bool StripAccents, bool LowerCase);
