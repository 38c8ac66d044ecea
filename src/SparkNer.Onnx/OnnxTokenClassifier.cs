using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Inference;
using SparkNer.Onnx.Quantization;

namespace SparkNer.Onnx;

/// <summary>A token classifier that runs on ONNX Runtime, on the CPU, with one session for all threads.</summary>
/// <remarks>
/// Thread-safe: every call works on its caller's thread (<see cref="OnnxOptions.IntraOpThreads"/> may add others), so as many callers as cores use the
/// machine. After
/// <see cref="Dispose"/> running calls finish and new ones are refused.
/// </remarks>
public sealed class OnnxTokenClassifier : ITokenClassifier
{
    // BERT's, for a folder that does not say.
    private const int DefaultMaxPositions = 512;

    // Keeps a batch's scores within one array, however many labels there are.
    private const int MaxBatchScores = 1 << 28;

    private readonly OnnxSession _session;
    private readonly int _batchTokens;
    private readonly int _idLimit;

    private OnnxTokenClassifier(OnnxSession session, ModelFolder folder, OnnxOptions options)
    {
        _session = session;
        _batchTokens = Math.Clamp(options.BatchTokens, 1, Math.Max(1, MaxBatchScores / folder.Labels.Count));
        Labels = folder.Labels;
        MaxSequenceLength = folder.MaxPositions ?? DefaultMaxPositions;
        VocabularySize = folder.Signature!.Tables.Pieces;
        _idLimit = VocabularySize ?? int.MaxValue;
        TokenTypes = folder.Signature.Inputs.Contains(OnnxSignature.Types) ? folder.Signature.Tables.TokenTypes ?? int.MaxValue : 0;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    /// <remarks>512 where neither config.json nor the model says.</remarks>
    public int MaxSequenceLength { get; }

    /// <summary>The number of word pieces that the model has embeddings for, so ids are below it; null where the model does not show it.</summary>
    public int? VocabularySize { get; }

    /// <summary>The number of token types that the model tells apart: 0 where it takes none, <see cref="int.MaxValue"/> where it does not show how many.</summary>
    public int TokenTypes { get; }

    /// <summary>Loads the model of a folder and runs it once on a trifle, so that what cannot run is refused here.</summary>
    /// <param name="folder">The folder, from <see cref="ModelFolder.Open"/>.</param>
    /// <param name="options">How to run it; the defaults if null.</param>
    /// <exception cref="ArgumentException">The folder was opened for its tokenizer only.</exception>
    /// <exception cref="ModelFormatException">ONNX Runtime refuses the model, it does not give one score a label, or its weights are of 8 bits and the processor computes wrong sums with those.</exception>
    /// <exception cref="ModelRunException">ONNX Runtime itself cannot be loaded on this machine.</exception>
    public static OnnxTokenClassifier Load(ModelFolder folder, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (folder.OnnxPath is not { } path)
        {
            throw new ArgumentException($"'{folder.Path}' was opened for its tokenizer only: open it with ModelFolder.Open to load its model.", nameof(folder));
        }

        WeightBits.CheckProcessor(folder.Signature!.WeightBits, path, ByteProducts.Saturate);
        options ??= new OnnxOptions();
        OnnxSession session;
        try
        {
            session = OnnxSession.Load(path, folder.OnnxBytes, folder.Signature!, options.IntraOpThreads);
        }
        catch (OnnxRuntimeException e)
        {
            throw Refused(path, e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new ModelRunException(
                $"ONNX Runtime cannot be loaded on this machine: {(e.InnerException ?? e).Message} "
                + "Its native library must lie beside the program and fit the platform.",
                e);
        }

        try
        {
            CheckScores(session, folder);
            NativeHeap.Trim();
            return new OnnxTokenClassifier(session, folder, options);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ModelRunException">ONNX Runtime failed on a batch.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; a batch that runs is not waited for.</exception>
    /// <exception cref="ObjectDisposedException">The classifier is disposed.</exception>
    public void Classify(
        IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits, CancellationToken cancellationToken = default)
    {
        Check(sequences, logits);
        BatchBuffers buffers = _session.Enter();
        try
        {
            using var plan = new BatchPlan(sequences, _batchTokens);
            cancellationToken.ThrowIfCancellationRequested();
            while (plan.MoveNext())
            {
                Run(plan, buffers, sequences, logits, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _session.Leave(buffers);
        }
    }

    /// <summary>Scores one sequence whose pieces may have token types: for comparison with other implementations. A tagger's texts have type 0 throughout.</summary>
    /// <param name="ids">The piece ids, [CLS] and [SEP] included.</param>
    /// <param name="tokenTypes">A type for each; empty for 0 throughout.</param>
    /// <param name="logits">Gets the scores, row-major [length, labels].</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="ArgumentException">The ids or types are none that the model takes; the message says which.</exception>
    /// <exception cref="ModelRunException">ONNX Runtime failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The classifier is disposed.</exception>
    public void Score(ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes, Span<float> logits, CancellationToken cancellationToken = default)
    {
        if (SequenceCheck.Ids(ids, MaxSequenceLength, _idLimit) is { } fault)
        {
            throw new ArgumentException("The sequence " + fault, nameof(ids));
        }

        if (SequenceCheck.TokenTypes(tokenTypes, ids.Length, TokenTypes) is { } typeFault)
        {
            throw new ArgumentException("The sequence " + typeFault, nameof(tokenTypes));
        }

        BatchBuffers buffers = _session.Enter();
        try
        {
            int labels = Labels.Count;
            buffers.Reserve(ids.Length, labels);
            buffers.Put(0, ids.Length, ids);
            if (tokenTypes.ContainsAnyExcept(0))
            {
                buffers.PutTypes(0, ids.Length, tokenTypes);
            }

            RunSession(buffers, 1, ids.Length, cancellationToken);
            buffers.Scores.AsSpan(0, ids.Length * labels).CopyTo(logits);
        }
        finally
        {
            _session.Leave(buffers);
        }
    }

    /// <summary>Frees the model; what runs finishes first, without being waited for.</summary>
    public void Dispose() => _session.Dispose();

    private static void CheckScores(OnnxSession session, ModelFolder folder)
    {
        BatchBuffers buffers = session.Enter();
        try
        {
            // Two rows and three positions, so that no dimension passes for another.
            const int rows = 2;
            const int length = 3;
            buffers.Reserve(rows * length, 1);
            buffers.Put(0, length, [0, 0, 0]);
            buffers.Put(1, length, [0]);
            long[] shape = session.RunForShape(buffers, rows, length);
            if (shape is not [rows, length, _])
            {
                throw new ModelFormatException(
                    folder.OnnxPath!,
                    $"'{folder.OnnxPath}' gives scores of shape [{string.Join(", ", shape)}] for {rows} sequences of {length} word pieces: "
                    + "it is no token classifier.");
            }

            if (shape[2] != folder.Labels.Count)
            {
                throw ModelChecks.LabelCountDiffers(folder, (int)shape[2]);
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw Refused(folder.OnnxPath!, e);
        }
        finally
        {
            session.Leave(buffers);
        }
    }

    private static ModelFormatException Refused(string path, OnnxRuntimeException e) =>
        new(path, $"ONNX Runtime cannot use '{path}': {e.Message} The file is damaged, or made for a newer or another runtime: get or export it again.", e);

    private void Run(
        BatchPlan plan,
        BatchBuffers buffers,
        IReadOnlyList<ReadOnlyMemory<int>> sequences,
        IReadOnlyList<Memory<float>> logits,
        CancellationToken cancellationToken)
    {
        int length = plan.Length;
        int labels = Labels.Count;
        ReadOnlySpan<int> members = plan.Members;
        ReadOnlySpan<int> rows = plan.Rows;
        buffers.Reserve(plan.RowCount * length, labels);
        int put = 0;
        for (int i = 0; i < members.Length; i++)
        {
            if (rows[i] == put)
            {
                buffers.Put(put++, length, sequences[members[i]].Span);
            }
        }

        RunSession(buffers, plan.RowCount, length, cancellationToken);
        for (int i = 0; i < members.Length; i++)
        {
            buffers.Scores.AsSpan(rows[i] * length * labels, sequences[members[i]].Length * labels).CopyTo(logits[members[i]].Span);
        }
    }

    private void RunSession(BatchBuffers buffers, int rows, int length, CancellationToken cancellationToken)
    {
        try
        {
            _session.Run(buffers, rows, length, Labels.Count, cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelRunException($"ONNX Runtime failed on a batch of {rows} sequences of up to {length} word pieces: {e.Message}", e);
        }
    }

    private void Check(IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(logits);
        if (sequences.Count != logits.Count)
        {
            throw new ArgumentException($"There are {sequences.Count} sequences but room for the scores of {logits.Count}.", nameof(logits));
        }

        for (int i = 0; i < sequences.Count; i++)
        {
            ReadOnlySpan<int> ids = sequences[i].Span;
            if (SequenceCheck.Ids(ids, MaxSequenceLength, _idLimit) is { } fault)
            {
                throw new ArgumentException($"Sequence {i} {fault}", nameof(sequences));
            }

            if (logits[i].Length < (long)ids.Length * Labels.Count)
            {
                throw new ArgumentException(
                    $"There is room for {logits[i].Length} scores of sequence {i}, but it has {ids.Length} word pieces of {Labels.Count} scores each.",
                    nameof(logits));
            }
        }
    }
}
