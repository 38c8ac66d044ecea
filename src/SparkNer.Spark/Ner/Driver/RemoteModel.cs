using SparkNer.Onnx;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql;

namespace SparkNer.Spark.Ner;

/// <summary>A model folder on any file system that Spark's Hadoop layer reads, copied to a local folder that is deleted afterwards.</summary>
internal sealed class RemoteModel : IDisposable
{
    // Weights in other formats lie beside many models and are as large as the one that counts.
    private static readonly string[] _unused = [".h5", ".msgpack", ".ot", ".crc"];

    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("sparkner-model-");

    private RemoteModel(string name) => Folder = System.IO.Path.Combine(_temporary.FullName, name);

    /// <summary>The local copy.</summary>
    public string Folder { get; }

    /// <summary>Whether a path is a URI, such as <c>hdfs://host/models/x</c> or <c>file:/models/x</c>.</summary>
    public static bool IsUri(string path)
    {
        int colon = path.IndexOf(':');

        // A scheme of one letter would be a drive.
        return colon > 1 && char.IsAsciiLetter(path[0]) && path.AsSpan(0, colon).IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.") < 0;
    }

    /// <summary>Copies a folder.</summary>
    /// <exception cref="ModelFormatException">There is no such folder, or it cannot be read.</exception>
    public static RemoteModel Copy(SparkSession spark, string uri)
    {
        string name = uri.TrimEnd('/').Split('/')[^1] is { Length: > 0 } last ? last : "model";
        var model = new RemoteModel(PlainName(name));
        try
        {
            model.CopyFrom(spark, uri);
            return model;
        }
        catch (JavaException exception)
        {
            model.Dispose();
            throw new ModelFormatException(uri, $"The model folder '{uri}' cannot be read: {exception.Message}", exception);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _temporary.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }
    }

    private static string PlainName(string name) => name.Contains(':', StringComparison.Ordinal) ? "model" : name;

    private void CopyFrom(SparkSession spark, string uri)
    {
        JavaGateway gateway = spark.Gateway;
        using JavaObject configuration = spark.SparkContext.Reference.CallObject("hadoopConfiguration");
        using JavaObject given = gateway.New("org.apache.hadoop.fs.Path", uri);
        using JavaObject files = given.CallObject("getFileSystem", configuration);
        if (!files.Call<bool>("exists", given))
        {
            throw new ModelFormatException(uri, $"There is no model folder '{uri}'. Give the folder that holds the model's files.");
        }

        using JavaObject root = files.CallObject("makeQualified", given);
        using JavaObject status = files.CallObject("getFileStatus", root);
        if (!status.Call<bool>("isDirectory"))
        {
            throw new ModelFormatException(uri, $"'{uri}' is a file, but a model is a folder. Give the folder that holds it.");
        }

        string start = root.CallText("toString").TrimEnd('/') + '/';
        var found = new List<(JavaObject Path, string Name)>();
        try
        {
            using JavaObject entries = files.CallObject("listFiles", root, true);
            while (entries.Call<bool>("hasNext"))
            {
                using JavaObject entry = entries.CallObject("next");
                JavaObject path = entry.CallObject("getPath");
                string text = path.CallText("toString");
                found.Add((path, text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : ""));
            }

            HashSet<string> used = [.. Used([.. found.Select(f => f.Name)])];
            foreach ((JavaObject source, string name) in found.Where(f => used.Contains(f.Name)))
            {
                CheckName(uri, name);
                string target = System.IO.Path.Combine(Folder, name);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);

                // Hadoop takes a path's text as it is: escaped, a space would become part of the name.
                using JavaObject destination = gateway.New("org.apache.hadoop.fs.Path", "file://" + target);
                files.Call("copyToLocalFile", false, source, destination, true);
            }
        }
        finally
        {
            found.ForEach(f => f.Path.Dispose());
        }

        Directory.CreateDirectory(Folder);
    }

    /// <summary>Of a model folder's files those that may count, so that no weights are copied for nothing.</summary>
    internal static IEnumerable<string> Used(IReadOnlyCollection<string> names)
    {
        bool hasGraph = names.Any(n => n.EndsWith(".onnx", StringComparison.Ordinal));
        bool hasSafetensors = names.Any(n => n.StartsWith("model.safetensors", StringComparison.Ordinal));
        bool isReady = names.Contains(ModelManifest.FileName) || (hasGraph && names.Any(n => n.StartsWith("assets/", StringComparison.Ordinal)));
        return names.Where(name => name.Length > 0
            && !_unused.Any(u => name.EndsWith(u, StringComparison.OrdinalIgnoreCase))
            && !(IsSafetensors(name) && isReady)
            && !(IsPickle(name) && (hasGraph || hasSafetensors)));
    }

    private static bool IsSafetensors(string name) => name.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    private static bool IsPickle(string name) => System.IO.Path.GetFileName(name).StartsWith("pytorch_model", StringComparison.Ordinal);

    private static void CheckName(string uri, string relative)
    {
        try
        {
            PackagedNames.Check(relative);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelFormatException(uri, $"The model folder '{uri}' cannot be used: {exception.Message}.", exception);
        }
    }
}
