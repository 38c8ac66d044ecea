namespace SparkNer.Spark.Ner;

/// <summary>What makes two tasks share a model.</summary>
/// <param name="Model">Its fingerprint; or, where the driver could not compute one, its folder.</param>
/// <param name="BatchTokens">See <see cref="Onnx.OnnxOptions.BatchTokens"/>.</param>
/// <param name="Threads">See <see cref="Onnx.OnnxOptions.IntraOpThreads"/>.</param>
internal readonly record struct ModelKey(string Model, int BatchTokens, int Threads);
