namespace SparkNer.Spark.Sql;

/// <summary>A row's values without a schema, for <see cref="SparkSession.CreateDataFrame(IEnumerable{GenericRow}, Types.StructType)"/>.</summary>
/// <param name="Values">The values in the columns' order.</param>
public sealed record GenericRow(params object?[] Values);
