using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests;

/// <summary>A model file from elsewhere must not make ONNX Runtime open any file outside its folder.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../secret.bin")]
    [InlineData("weights/../table.bin")]
    [InlineData("weights/../../secret.bin")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("weights//table.bin")]
    [InlineData("C:\\secret.bin")]
    [InlineData("C:secret.bin")]
    [InlineData("..\\secret.bin")]
    [InlineData("table.bin\0.txt")]
    [InlineData("*/_ORT_MEM_ADDR_/*")]
    public void Locations_that_leave_the_folder_are_refused_wherever_they_stand(string location)
    {
        _temporary.Write("secret.bin", new byte[4096]);
        _temporary.Write("model/table.bin", new byte[4096]);
        _temporary.Write("model/weights/table.bin", new byte[4096]);
        _temporary.Write("model/*/_ORT_MEM_ADDR_/*", new byte[4096]);
        Proto bad = TinyOnnx.Tensor("bad", [2], TinyOnnx.Float, null, ("location", location), ("length", "8"));
        Proto graph = new Proto().Message(5, bad);
        foreach (TinyOnnx model in (TinyOnnx[])[
            new() { External = [("location", location)] },
            new() { External = [("location", "table.bin"), ("location", location)] },
            new() { External = [("location", location), ("location", "table.bin")] },
            new() { ExtraGraphPart = new Proto().Message(5, TinyOnnx.Tensor("t", [0], TinyOnnx.Float).Message(13, Location(location))) },
            new() { ExtraGraphPart = graph },
            new() { ExtraGraphPart = new Proto().Message(15, new Proto().Message(1, bad)) },
            new() { ExtraGraphPart = new Proto().Message(15, new Proto().Message(2, bad)) },
            Attribute(new Proto().Message(5, bad)),
            Attribute(new Proto().Message(10, bad)),
            Attribute(new Proto().Message(6, graph)),
            Attribute(new Proto().Message(11, graph)),
            Attribute(new Proto().Message(22, new Proto().Message(1, bad))),
            Attribute(new Proto().Message(23, new Proto().Message(1, bad))),
            Attribute(new Proto().Message(6, new Proto().Message(1, TinyOnnx.Node("If", [], "y", new Proto().Message(6, graph))))),
            new() { ExtraModelPart = new Proto().Message(20, new Proto().Message(1, graph)) },
            new() { ExtraModelPart = new Proto().Message(20, new Proto().Message(2, graph)) },
            new() { ExtraModelPart = new Proto().Message(25, new Proto().Message(7, TinyOnnx.Node("Constant", [], "y", new Proto().Message(5, bad)))) },
            new() { ExtraModelPart = new Proto().Message(25, new Proto().Message(11, new Proto().Message(5, bad))) },
            new() { ExtraModelPart = new Proto().Message(7, graph) },
        ])
        {
            Says(_temporary.TinyHuggingFace(model), "data in another file", "folder");
        }
    }

    [Fact]
    public void In_a_snapshot_of_the_hub_the_data_are_a_link_to_a_blob()
    {
        var tiny = new TinyOnnx { External = [("location", "model.onnx_data")] };
        _temporary.TinyHuggingFace(tiny);
        _temporary.Write("model/model.onnx_data", tiny.TableBytes());
        string snapshot = _temporary.SnapshotOf(_temporary["model"]);
        OnnxTokenClassifier.Load(ModelFolder.Open(snapshot)).Dispose();
        ModelFolder imported = ModelImport.Run(snapshot, _temporary["imported"]);
        OnnxTokenClassifier.Load(imported).Dispose();
        Assert.Contains("model.onnx_data", imported.Files.Select(f => f.Name));
    }

    [Fact]
    public void Links_that_leave_the_folder_are_refused_and_those_inside_are_not()
    {
        var tiny = new TinyOnnx { External = [("location", "weights/table.bin")] };
        string path = _temporary.TinyHuggingFace(tiny);
        _temporary.Write("outside/table.bin", tiny.TableBytes());
        File.CreateSymbolicLink(_temporary["model/weights"], "../outside");
        Says(path, "link to", "outside");
        File.Delete(_temporary["model/weights"]);

        Directory.CreateDirectory(_temporary["model/weights"]);
        File.CreateSymbolicLink(_temporary["model/weights/table.bin"], _temporary["outside/table.bin"]);
        Says(path, "link to", "outside");
        File.Delete(_temporary["model/weights/table.bin"]);

        _temporary.Write("model/store/blob", tiny.TableBytes());
        File.CreateSymbolicLink(_temporary["model/weights/table.bin"], "../store/blob");
        OnnxTokenClassifier.Load(ModelFolder.Open(path)).Dispose();

        // The folder itself may be reached by a link.
        Directory.CreateSymbolicLink(_temporary["linked"], path);
        OnnxTokenClassifier.Load(ModelFolder.Open(_temporary["linked"])).Dispose();

        File.Delete(_temporary["model/weights/table.bin"]);
        File.CreateSymbolicLink(_temporary["model/weights/table.bin"], "table.bin");
        Assert.Throws<ModelFormatException>(() => ModelFolder.Open(path));
    }

    [Theory]
    [InlineData("../model-2/table.bin")]
    [InlineData("../modelx/table.bin")]
    public void A_neighbour_whose_name_begins_alike_is_outside(string target)
    {
        string path = _temporary.TinyHuggingFace(new TinyOnnx { External = [("location", "table.bin")] });
        _temporary.Write("model/" + target, new byte[4096]);
        File.CreateSymbolicLink(_temporary["model/table.bin"], target);
        Says(path, "link to");
    }

    [Fact]
    public void Files_must_be_there_and_long_enough()
    {
        string path = Tiny(("location", "table.bin"));
        Says(path, "no file", "table.bin", "Copy it too");
        _temporary.Write("model/table.bin", new byte[119]);
        Says(path, "bytes 0 to 120", "has 119", "incomplete");
        _temporary.Write("model/table.bin", new byte[120]);
        ModelFolder.Open(path);

        Tiny(("location", "table.bin"), ("offset", "1"));
        Says(path, "bytes 1 to 121");
        Tiny(("location", "table.bin"), ("offset", "9223372036854775807"), ("length", "120"));
        Says(path, "bytes 9223372036854775807 to 9223372036854775927");
        Tiny(("location", "table.bin"), ("length", "119"));
        Says(path, "119 bytes where its shape needs 120");
        Tiny(("location", "table.bin"), ("offset", "-1"));
        Says(path, "offset '-1'");
        Tiny(("location", "table.bin"), ("length", "99999999999999999999"));
        Says(path, "length '99999999999999999999'");
        Tiny(("checksum", "1"));
        Says(path, "names no file");

        string Tiny(params (string, string)[] external) => _temporary.TinyHuggingFace(new TinyOnnx { External = external });
    }

    [Fact]
    public void Locations_are_relative_to_the_model_file()
    {
        var tiny = new TinyOnnx { External = [("location", "model.onnx_data")] };
        string path = _temporary.TinyHuggingFace(tiny, "onnx/model.onnx");
        _temporary.Write("model/model.onnx_data", tiny.TableBytes());
        Says(path, "no file", "onnx");
        _temporary.Write("model/onnx/model.onnx_data", tiny.TableBytes());
        Assert.Contains("onnx/model.onnx_data", ModelFolder.Open(path).Files.Select(f => f.Name));
    }

    private static Proto Location(string value) => new Proto().Text(1, "location").Text(2, value);

    private static TinyOnnx Attribute(Proto attribute) =>
        new() { ExtraGraphPart = new Proto().Message(1, TinyOnnx.Node("Constant", [], "x", attribute)) };

    private static void Says(string path, params string[] parts)
    {
        var error = Assert.Throws<ModelFormatException>(() => ModelFolder.Open(path));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
