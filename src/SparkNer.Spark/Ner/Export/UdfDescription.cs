namespace SparkNer.Spark.Ner;

/// <summary>What Python and Scala programs hand to Spark to get sparkner's function, as it stands in the file of <see cref="UdfExport"/>.</summary>
public sealed record UdfDescription
{
    /// <summary>The version of this file's form.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The sparkner that wrote it; the executors' must be the same.</summary>
    public required string Sparkner { get; init; }

    /// <summary>The function's name in plans.</summary>
    public required string Name { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The model's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The function's bytes, in base64: <c>command</c> of <c>SimplePythonFunction</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The type that it returns, as JSON: what <c>parseDataType</c> takes.</summary>
    public required string ReturnType { get; init; }

    /// <summary>How Spark calls it: <c>evalType</c> of <c>UserDefinedPythonFunction</c>.</summary>
    public required int EvalType { get; init; }

    /// <summary>Whether equal arguments give equal results.</summary>
    public bool Deterministic { get; init; } = true;

    /// <summary>What <c>pythonVer</c> of <c>SimplePythonFunction</c> starts with; Spark's version (<c>spark.version</c>) follows.</summary>
    public required string PythonVerPrefix { get; init; }

    /// <summary>The program as the executors see it: <c>pythonExec</c> of <c>SimplePythonFunction</c>.</summary>
    public required string Executable { get; init; }

    /// <summary>
    /// The file beside this one that is to be broadcast (<c>PythonRDD.setupBroadcast</c>, which takes the file it is given for its own: give it a copy); null where
    /// the executors read the model from a folder.
    /// </summary>
    public string? Broadcast { get; init; }
}
