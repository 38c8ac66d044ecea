using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Graphs;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>A graph in ONNX Runtime, called as it is: with any token types.</summary>
internal sealed class GraphSession : IDisposable
{
    private readonly InferenceSession _session;

    public GraphSession(OnnxGraph graph)
    {
        using var stream = new MemoryStream();
        OnnxGraphWriter.Write(graph, stream);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        _session = new InferenceSession(stream.ToArray(), options);
    }

    /// <summary>The logits, [batch, length, labels].</summary>
    public float[] Run(GoldenInput input)
    {
        long[] shape = [input.Rows, input.Length];
        OrtValue[] values = [.. _session.InputNames.Select(n => OrtValue.CreateTensorValueFromMemory(
            n switch { OnnxSignature.Ids => input.Ids, OnnxSignature.Mask => input.Mask, _ => input.Types }, shape))];
        try
        {
            using var options = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, _session.InputNames, values, _session.OutputNames);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            Array.ForEach(values, v => v.Dispose());
        }
    }

    public void Dispose() => _session.Dispose();
}
