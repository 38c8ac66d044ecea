using System.Text.Json;
using SparkNer.Onnx;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>Writes the function of a model to files from which programs in other languages make it: a description in JSON, and beside it the model for the broadcast.</summary>
/// <remarks>
/// The command finds its model among the task's broadcasts by fingerprint, so nothing in it depends on numbers that only the running application knows. In PySpark:
/// <code>
/// import base64, json, shutil
/// u = json.load(open("ner.json")); jvm, js = sc._jvm, spark._jsparkSession
/// pb = jvm.org.apache.spark.api.python.PythonRDD.setupBroadcast(shutil.copy("ner.json.model", "/tmp/ner.broadcast"))
/// b = sc._jsc.broadcast(pb); pb.setBroadcastId(b.id())
/// f = jvm.org.apache.spark.api.python.SimplePythonFunction(bytearray(base64.b64decode(u["command"])), {}, [], u["executable"], u["pythonVerPrefix"] + spark.version, [b], None)
/// more = [[], []] if spark.version >= "4.3" else []
/// udf = jvm.org.apache.spark.sql.execution.python.UserDefinedPythonFunction(u["name"], f, js.parseDataType(u["returnType"]), u["evalType"], u["deterministic"], *more)
/// js.udf().registerPython("ner", udf)
/// spark.sql("select id, ner(text).ner_chunk from docs")
/// </code>
/// With <c>spark.io.encryption.enabled</c> a broadcast takes more lines; read the model from a folder there.
/// </remarks>
public static class UdfExport
{
    /// <summary>What is added to the description's path for the model's file.</summary>
    public const string ModelSuffix = ".model";

    /// <summary>The program where the archive is unpacked as <c>sparkner</c>.</summary>
    public const string DefaultExecutable = "./sparkner/sparkner";

    /// <summary>Writes the files, each in one piece or not at all; existing ones are replaced.</summary>
    /// <param name="modelFolder">The model folder.</param>
    /// <param name="file">The description's path.</param>
    /// <param name="options">
    /// The options that functions know. With <see cref="ModelShipping.Path"/> the executors read <see cref="NerOptions.ExecutorModelPath"/> and no model is written.
    /// </param>
    /// <returns>What was written.</returns>
    /// <exception cref="ModelFormatException">The model folder is missing, incomplete or broken.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or does not fit the model or another.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static UdfDescription Write(string modelFolder, string file, NerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        options ??= new NerOptions();
        IReadOnlyList<LayoutColumn> columns = NerOptionsCheck.Columns(options);
        var folder = ModelFolder.Open(modelFolder);
        NerOptionsCheck.AgainstModel(folder, options.Annotator);
        bool byPath = options.ShipModel == ModelShipping.Path;
        NerInput[] inputs = [options.WordsColumn is null ? NerInput.Text : NerInput.Words, NerInput.Id, NerInput.Metadata];
        var command = NerCommand.Of(folder, options, columns, inputs, byPath);
        var description = new UdfDescription
        {
            Sparkner = SparknerVersion.Text,
            Name = NerCommand.Kind,
            Model = command.Model.Name,
            Fingerprint = folder.Fingerprint,
            Command = Convert.ToBase64String(command.Encode()),
            ReturnType = ResultTypes.Of(AnnotationTypes.Result(command)).Json,
            EvalType = (int)EvalType.Scalar,
            PythonVerPrefix = WorkerIdentity.For(""),
            Executable = options.WorkerExecutable ?? DefaultExecutable,
            Broadcast = byPath ? null : Path.GetFileName(file) + ModelSuffix,
        };
        if (!byPath)
        {
            Replace(file + ModelSuffix, stream => ModelPackage.Write(folder, stream));
        }

        Replace(file, stream => JsonSerializer.Serialize(stream, description, NerJson.Default.UdfDescription));
        return description;
    }

    private static void Replace(string path, Action<Stream> write)
    {
        string temporary = path + ".tmp";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                write(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
