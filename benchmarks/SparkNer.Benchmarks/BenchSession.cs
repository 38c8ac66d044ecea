using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Graphs;

namespace SparkNer.Benchmarks;

/// <summary>A graph in ONNX Runtime, on one thread.</summary>
internal sealed class BenchSession : IDisposable
{
    private readonly InferenceSession _session;

    public BenchSession(OnnxGraph graph)
    {
        using var stream = new MemoryStream();
        OnnxGraphWriter.Write(graph, stream);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(stream.ToArray(), options);
    }

    /// <summary>Runs once.</summary>
    /// <returns>The processor time that it took, in seconds.</returns>
    public double Run(params (string Name, OrtValue Value)[] inputs)
    {
        using var options = new RunOptions();
        double start = ThreadClock.Now;
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(
            options, [.. inputs.Select(i => i.Name)], [.. inputs.Select(i => i.Value)], _session.OutputNames);
        return ThreadClock.Now - start;
    }

    public void Dispose() => _session.Dispose();
}
