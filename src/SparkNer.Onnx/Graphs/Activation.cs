namespace SparkNer.Onnx.Graphs;

/// <summary>The function between the two layers of a feed-forward block.</summary>
internal enum Activation
{
    /// <summary>GELU by the error function.</summary>
    Gelu,

    /// <summary>GELU by the hyperbolic tangent, which differs from the exact one by up to 5e-4.</summary>
    TanhGelu,

    /// <summary>Negative numbers become 0.</summary>
    Relu,
}
