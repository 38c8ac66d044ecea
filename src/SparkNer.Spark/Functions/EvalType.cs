namespace SparkNer.Spark.Functions;

/// <summary>How Spark calls a function: the numbers are Spark's.</summary>
public enum EvalType
{
    /// <summary>A column function: a batch of arguments in, as many results out.</summary>
    Scalar = 200,

    /// <summary>A function over whole rows: batches in, any batches out (mapInArrow).</summary>
    MapInArrow = 207,
}
