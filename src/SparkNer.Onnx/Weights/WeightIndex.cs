using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Weights;

/// <summary>Parses <c>model.safetensors.index.json</c> and <c>pytorch_model.bin.index.json</c>: which tensor lies in which file.</summary>
internal static class WeightIndex
{
    /// <summary>More bytes than any index has.</summary>
    public const int MaxBytes = 100_000_000;

    private const int MaxTensors = 1_000_000;
    private const int MaxFiles = 1000;

    /// <summary>The name of each tensor's file, plain names all of them.</summary>
    /// <exception cref="InvalidDataException">The text is no index, or names what is no file beside it.</exception>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<byte> utf8)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new HashSet<string>(StringComparer.Ordinal);
        bool found = false;
        StrictJson.Read(utf8[ByteOrderMark.LengthIn(utf8)..], (string name, ref StrictJson json) =>
        {
            if (name != "weight_map")
            {
                json.Skip();
                return;
            }

            found = true;
            json.Object("weight_map", (string tensor, ref StrictJson json) =>
            {
                string file = json.Text($"the file of {WeightNames.Quoted(tensor)}");
                if (!IsPlain(file))
                {
                    throw new InvalidDataException(
                        $"it says that {WeightNames.Quoted(tensor)} lies in {WeightNames.Quoted(file)}, which is no name of a file beside it. "
                        + "Weights must lie in the model's own folder: don't use this model unless you trust who made it");
                }

                // One text for each file, not for each tensor.
                files.Add(file);
                map.Add(tensor, files.TryGetValue(file, out string? known) ? known : file);
                if (map.Count > MaxTensors || files.Count > MaxFiles)
                {
                    throw new InvalidDataException($"it names more than {MaxTensors} tensors or {MaxFiles} files, which no model has");
                }
            });
        });
        return !found
            ? throw new InvalidDataException("it has no weight_map")
            : map.Count == 0 ? throw new InvalidDataException("its weight_map is empty") : map;
    }

    private static bool IsPlain(string name) => InnerName.StaysInside(name) && !name.Contains('/') && name != ".";
}
