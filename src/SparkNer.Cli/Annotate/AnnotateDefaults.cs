namespace SparkNer.Cli.Annotate;

/// <summary>The defaults that help, documentation and settings share.</summary>
internal static class AnnotateDefaults
{
    public const string Model = "sparkner-small-conll03";

    public const string TextColumn = "text";

    public const string Delimiter = " ";

    public const string ErrorsColumn = "ner_error";

    public const int BatchTokens = 512;

    public const string IgnoreLabels = "O";
}
