namespace SparkNer.Spark.Ner;

/// <summary>What a row does that cannot be annotated.</summary>
public enum NerErrorAction
{
    /// <summary>It gets its reason in the errors column and, apart from the document, no annotations.</summary>
    Column,

    /// <summary>It ends the job.</summary>
    Fail,
}
