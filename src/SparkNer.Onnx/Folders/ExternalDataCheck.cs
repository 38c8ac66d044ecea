using System.Globalization;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Folders;

/// <summary>
/// Makes sure that the other files which a model's tensors name lie inside the model folder and are long enough, before ONNX Runtime opens them: a model from
/// elsewhere must not reach any other file of this machine.
/// </summary>
internal static class ExternalDataCheck
{
    /// <summary>The full paths of the files, each once.</summary>
    /// <param name="root">The model folder's full path.</param>
    /// <param name="onnxPath">The model's full path; locations are relative to its folder.</param>
    /// <param name="tensors">The tensors that mention other files.</param>
    /// <exception cref="ModelFormatException">A tensor's data lies elsewhere, or not where it says.</exception>
    public static IReadOnlyList<string> Files(string root, string onnxPath, IReadOnlyList<OnnxTensor> tensors)
    {
        if (tensors.Count == 0)
        {
            return [];
        }

        string realRoot = RealPath.Of(root);
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (OnnxTensor tensor in tensors)
        {
            string? file = null;

            // Every location counts, not only the last: which one a reader of repeated keys takes is its own affair.
            foreach (string location in tensor.External.Where(e => e.Key == "location").Select(e => e.Value))
            {
                file = CheckLocation(realRoot, onnxPath, tensor, location);

                // A link's own length is not the file's.
                sizes.TryAdd(file, FolderReader.Guard(file, () => new FileInfo(RealPath.Of(file)).Length));
            }

            if (file is null)
            {
                throw Refused(onnxPath, tensor, "no file", "The file is damaged: get or export it again.");
            }

            CheckExtent(onnxPath, tensor, file, sizes[file]);
        }

        return [.. sizes.Keys.Order(StringComparer.Ordinal)];
    }

    private static string CheckLocation(string realRoot, string onnxPath, OnnxTensor tensor, string location)
    {
        const string Advice =
            "Data of a model must lie in the model's own folder. Don't use this file unless you trust who made it; if you do, export it again.";

        if (!InnerName.StaysInside(location))
        {
            throw Refused(onnxPath, tensor, $"'{location}'", Advice);
        }

        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(onnxPath)!, location));
        if (!File.Exists(path))
        {
            throw Refused(onnxPath, tensor, $"'{location}'", $"There is no file '{path}': the model was copied without it. Copy it too.");
        }

        string real = RealPath.Of(path);
        return WeightPlace.Holds(realRoot, real)
            ? path
            : throw Refused(onnxPath, tensor, $"'{location}', which is a link to '{real}'", Advice);
    }

    private static void CheckExtent(string onnxPath, OnnxTensor tensor, string file, long size)
    {
        long offset = Number(onnxPath, tensor, "offset") ?? 0;
        long length = Number(onnxPath, tensor, "length") ?? Math.Max(0, tensor.ByteCount);
        if (tensor.ByteCount >= 0 && length != tensor.ByteCount)
        {
            throw Refused(onnxPath, tensor, $"{length} bytes where its shape needs {tensor.ByteCount}", "The file is damaged: get or export it again.");
        }

        if (offset > size || length > size - offset)
        {
            throw Refused(
                onnxPath,
                tensor,
                $"bytes {offset} to {(decimal)offset + length} of '{file}', which has {size}",
                "The copy is incomplete, or from another model: get both files again.");
        }
    }

    private static long? Number(string onnxPath, OnnxTensor tensor, string key)
    {
        string? text = tensor.External.LastOrDefault(e => e.Key == key).Value;
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Refused(onnxPath, tensor, $"the {key} '{text}'", "The file is damaged: get or export it again.");
    }

    private static ModelFormatException Refused(string onnxPath, OnnxTensor tensor, string what, string advice) =>
        new(onnxPath, $"'{onnxPath}': the tensor '{tensor.Name}' has its data in another file and names {what}. {advice}");
}
