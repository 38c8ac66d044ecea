using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Inference;

/// <summary>One ONNX Runtime session for all threads, and the buffers that their batches go through.</summary>
/// <remarks>Thread-safe. Disposing waits for nobody: what runs finishes, and the last one out frees the native session.</remarks>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OnnxSignature _signature;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly ConcurrentBag<BatchBuffers> _idle = [];
    private readonly Lock _lock = new();
    private int _users;
    private bool _disposed;

    private OnnxSession(InferenceSession session, OnnxSignature signature)
    {
        _session = session;
        _signature = signature;
        _inputNames = [.. signature.Inputs];
        _outputNames = [signature.Output];
    }

    /// <summary>Loads a model, from its bytes where they are given, else from its file.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses it.</exception>
    public static OnnxSession Load(string path, byte[]? bytes, OnnxSignature signature, int intraOpThreads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = intraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,

            // Its errors come as exceptions; stderr is the program's.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // Waiting threads that spin take the cores from the callers beside them.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return new OnnxSession(bytes is null ? new InferenceSession(path, options) : new InferenceSession(bytes, options), signature);
    }

    /// <summary>Keeps the session alive until <see cref="Leave"/>.</summary>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public BatchBuffers Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(OnnxTokenClassifier));
            _users++;
        }

        return _idle.TryTake(out BatchBuffers? buffers) ? buffers : _signature.IsInt32 ? new TypedBatchBuffers<int>() : new TypedBatchBuffers<long>();
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave(BatchBuffers buffers)
    {
        _idle.Add(buffers);
        bool last;
        lock (_lock)
        {
            last = --_users == 0 && _disposed;
        }

        if (last)
        {
            Free();
        }
    }

    /// <summary>Scores the batch in the buffers.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime fails; or it was cancelled, which ends the run at the next node of the model's graph.</exception>
    public void Run(BatchBuffers buffers, int rows, int length, int labels, CancellationToken cancellationToken)
    {
        // Options of its own: what they end, they end for all that run with them. A large model takes seconds for a batch, too long to wait for its end.
        using var options = new RunOptions();
        using CancellationTokenRegistration end = cancellationToken.UnsafeRegister(static o => ((RunOptions)o!).Terminate = true, options);
        using OrtValue output = buffers.Output([rows, length, labels]);
        WithInputs(buffers, rows, length, inputs => _session.Run(options, _inputNames, inputs, _outputNames, [output]));
    }

    /// <summary>Scores the batch in the buffers; only the scores' shape is of interest.</summary>
    public long[] RunForShape(BatchBuffers buffers, int rows, int length)
    {
        long[] shape = [];
        using var options = new RunOptions();
        WithInputs(buffers, rows, length, inputs =>
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, _inputNames, inputs, _outputNames);
            shape = outputs[0].GetTensorTypeAndShape().Shape;
        });
        return shape;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        bool last;
        lock (_lock)
        {
            last = !_disposed && _users == 0;
            _disposed = true;
        }

        if (last)
        {
            Free();
        }
    }

    private void WithInputs(BatchBuffers buffers, int rows, int length, Action<OrtValue[]> run)
    {
        var inputs = new OrtValue[_inputNames.Length];
        try
        {
            long[] shape = [rows, length];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = buffers.Input(_inputNames[i], shape);
            }

            run(inputs);
        }
        finally
        {
            foreach (OrtValue? input in inputs)
            {
                input?.Dispose();
            }
        }
    }

    private void Free()
    {
        _session.Dispose();
        _idle.Clear();
    }
}
