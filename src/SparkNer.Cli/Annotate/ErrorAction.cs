namespace SparkNer.Cli.Annotate;

/// <summary>What a bad row does.</summary>
internal enum ErrorAction
{
    /// <summary>It gets an entry in the errors column.</summary>
    Column,

    /// <summary>It ends the run.</summary>
    Fail,
}
