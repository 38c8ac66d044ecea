using System.Text.Json;
using SparkNer.Arrow;
using SparkNer.Onnx;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql.Types;
using SparkNer.Spark.Tests.Ner.Support;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner;

public sealed class UdfExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_a_function_that_works()
    {
        string file = _folder["ner.json"];
        UdfExport.Write(TestModels.Tiny, file, new NerOptions { Columns = ["token"], WorkerExecutable = "/opt/sparkner" });

        UdfDescription read = JsonSerializer.Deserialize(File.ReadAllText(file), NerJson.Default.UdfDescription)!;
        using IFunctionCatalog catalog = new FunctionCatalog(new NerKind(new ModelCache(log: _ => { })));
        using IBatchFunction function = catalog.Create(
            Convert.FromBase64String(read.Command), TestModels.Context(new BytesBroadcast(9, File.ReadAllBytes(Path.Combine(_folder.Path, read.Broadcast!)))));
        using ArrowArray result = function.Evaluate([Columns.Texts("Anna Schmidt"), Columns.Texts("7")], 1, CancellationToken.None);

        Assert.Equal(["Anna", "Schmidt"], result.ToJson()[0]!["token"]!.AsArray().Select(t => t!["result"]!.GetValue<string>()));
        Assert.Equal(ResultTypes.Of(function.ResultType), DataType.FromJson(read.ReturnType));
        Assert.Equal(("/opt/sparkner", 200, ModelFolder.Open(TestModels.Tiny).Fingerprint), (read.Executable, read.EvalType, read.Fingerprint));
        Assert.True(WorkerIdentity.TryReadVersion(read.PythonVerPrefix + "4.1.4", out SparkVersion version));
        Assert.Equal(new SparkVersion(4, 1), version);
        Assert.Equal(["ner.json", "ner.json.model"], Directory.EnumerateFiles(_folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_that_the_executors_read_themselves_is_not_written()
    {
        UdfDescription written = UdfExport.Write(
            TestModels.Tiny, _folder["ner.json"], new NerOptions { ShipModel = ModelShipping.Path, ExecutorModelPath = "model" });

        Assert.Null(written.Broadcast);
        Assert.Equal("model", NerCommand.Decode(FunctionCommand.Decode(Convert.FromBase64String(written.Command))).Model.Path);
        Assert.Equal(UdfExport.DefaultExecutable, written.Executable);
        Assert.Single(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void A_model_that_cannot_be_used_leaves_no_file()
    {
        Assert.Throws<ModelFormatException>(() => UdfExport.Write(_folder["no-model"], _folder["ner.json"]));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
