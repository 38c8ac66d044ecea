namespace SparkNer.Cli.Annotate;

/// <summary>How a file holds its rows.</summary>
internal enum FileFormat
{
    Parquet,
    Json,
    Jsonl,
    Csv,
    Text,
}

/// <summary>What the results look like.</summary>
internal enum OutputLayout
{
    SparkNlp,
    Hf,
}

/// <summary>How word pieces become entities in the hf layout.</summary>
internal enum EntityAggregation
{
    None,
    Simple,
    First,
    Average,
    Max,
}

/// <summary>What offsets count.</summary>
internal enum OffsetUnit
{
    Utf16,
    Codepoints,
}

/// <summary>Which probabilities the metadata of <c>ner</c> hold.</summary>
internal enum LabelScores
{
    All,
    Predicted,
}

/// <summary>What a bad row does.</summary>
internal enum ErrorAction
{
    Column,
    Fail,
}
