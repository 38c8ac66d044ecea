using System.IO.Compression;
using SparkNer.Onnx.Tests.Support;

namespace SparkNer.Onnx.Tests.Weights;

/// <summary>Checkpoints that would run code in Python, are damaged, or describe tensors that cannot be.</summary>
internal static class TorchAttacks
{
    private const string Model = "pytorch_model.bin";

    private static readonly TorchEntry Good = TorchEntry.Of("w", "0", [2, 3], 1, 2, 3, 4, 5, 6);

    public static IEnumerable<(string Name, Attack Attack)> All =>
    [
        ("pickle: os.system", Runs(p => p.Global("os", "system").Op('(').Text("true").Op('t').Op('R'), "'os.system'")),
        ("pickle: posix.system", Runs(p => p.Global("posix", "system").Op('(').Text("true").Op('t').Op('R'), "'posix.system'")),
        ("pickle: builtins.eval", Runs(p => p.Text("builtins").Text("eval").Op(0x93).Op('(').Text("1").Op('t').Op('R'), "'builtins.eval'")),
        ("pickle: subprocess.Popen by NEWOBJ", Runs(p => p.Global("subprocess", "Popen").Op(')').Op(0x81), "'subprocess.Popen'")),
        ("pickle: runpy behind a dotted name", Runs(p => p.Global("torch._utils", "os.system"), "'torch._utils.os.system'")),
        ("pickle: function in the module of the known ones", Runs(p => p.Global("torch._utils", "_import_dotted_name"), "'torch._utils._import_dotted_name'")),
        ("pickle: torch.load again", Runs(p => p.Global("torch.storage", "_load_from_bytes"), "'torch.storage._load_from_bytes'")),
        ("pickle: getattr", Runs(p => p.Global("__builtin__", "getattr"), "'__builtin__.getattr'")),
        ("pickle: name with a line end", Runs(p => p.Text("os\n").Text("system").Op(0x93), "os")),
        ("pickle: INST", Runs(p => p.Op('(').Op('i').Op("os\nsystem\n"u8.ToArray()), "'os.system'")),
        ("pickle: INST of a known class", Runs(p => p.Op('(').Op('i').Op("collections\nOrderedDict\n"u8.ToArray()), "INST")),
        ("pickle: OBJ", Runs(p => p.Op('(').Global("collections", "OrderedDict").Op('o'), "OBJ")),
        ("pickle: extension registry", Runs(p => p.Op(0x82, 1), "EXT1")),
        ("pickle: NEWOBJ_EX", Runs(p => p.Op('N').Op('N').Op('N').Op(0x92), "NEWOBJ_EX")),
        ("pickle: id as text", Runs(p => p.Op('P').Op("0\n"u8.ToArray()), "PERSID")),
        ("pickle: instruction that does not exist", Runs(p => p.Op(0xFF), "0xFF")),
        ("pickle: a whole model, not its tensors", Runs(p => p.Global("transformers.models.bert.modeling_bert", "BertForTokenClassification"), "BertForTokenClassification")),
        ("pickle: call of a text", Runs(p => p.Text("system").Op(')').Op('R'), "calls a text")),
        ("pickle: call without arguments", Runs(p => p.Global("collections", "OrderedDict").Op('N').Op('R'), "without arguments")),
        ("pickle: attributes of a class", Runs(p => p.Global("torch", "Tensor").Op('}').Op('b'), "attributes")),
        ("pickle: persistent id that is no storage", Runs(p => p.Op('(').Text("module").Text("x").Op('t').Op('Q'), "no storage")),
        ("pickle: persistent id that is no tuple", Runs(p => p.Text("0").Op('Q'), "no tuple")),
        ("pickle: quantized", Runs(p => p.Global("torch", "QInt8Storage"), "'torch.QInt8Storage'")),
        ("pickle: sparse", Runs(p => p.Global("torch._utils", "_rebuild_sparse_tensor"), "_rebuild_sparse_tensor")),
        ("pickle: protocol 0", Pickled("(dp0\n."u8.ToArray(), "no pickle")),
        ("pickle: protocol 1", Pickled(new Pickle(1).Op('}').Stop(), "protocol 1")),
        ("pickle: protocol 6", Pickled(new Pickle(6).Op('}').Stop(), "protocol 6")),
        ("pickle: empty", Pickled([], "in the middle")),
        ("pickle: no end", Pickled(new Pickle().Op('}').Cut(), "in the middle")),
        ("pickle: more behind its end", Pickled([.. new Pickle().Op('}').Stop(), 0], "followed by 1")),
        ("pickle: nothing on the stack", Pickled(new Pickle().Stop(), "stack")),
        ("pickle: too much on the stack", Pickled(new Pickle().Op('}').Op('}').Stop(), "stack")),
        ("pickle: open mark", Pickled(new Pickle().Op('(').Op('}').Stop(), "stack")),
        ("pickle: takes below a mark", Pickled(new Pickle().Op('}').Op('(').Op(0x85).Stop(), "stack")),
        ("pickle: list without a mark", Pickled(new Pickle().Op('}').Op('u').Stop(), "not begun")),
        ("pickle: half an item", Pickled(new Pickle().Op('}').Op('(').Text("a").Op('u').Stop(), "half an item")),
        ("pickle: item of a list", Pickled(new Pickle().Op(']').Text("a").Text("b").Op('s').Stop(), "no dictionary")),
        ("pickle: appends to a dictionary", Pickled(new Pickle().Op('}').Text("a").Op('a').Stop(), "no list")),
        ("pickle: recalls nothing", Pickled(new Pickle().Op('h', 9).Stop(), "recalls")),
        ("pickle: text of 4 GB", Pickled(new Pickle().Op('X').Op(255, 255, 255, 255).Stop(), "4294967295 bytes")),
        ("pickle: text of 2^63 bytes", Pickled(new Pickle().Op(0x8D, 0, 0, 0, 0, 0, 0, 0, 128).Stop(), "9223372036854775808 bytes")),
        ("pickle: number of 64 KB", Pickled(new Pickle().Op(0x8B, 0, 0, 1, 0).Op(new byte[1 << 16]).Stop(), "number of 65536 bytes")),
        ("pickle: text that is no UTF-8", Pickled(new Pickle().Op('X', 2, 0, 0, 0, 0xC3, 0x28).Stop(), "UTF-8")),
        ("pickle: marks without end", Pickled(new Pickle().Op([.. Enumerable.Repeat((byte)'(', 1_000_001)]).Stop(), "nests deeper")),
        ("pickle: objects without end", Pickled(new Pickle().Op([.. Enumerable.Repeat("}0"u8.ToArray(), 1_000_001).SelectMany(b => b)]).Stop(), "objects")),
        ("pickle: steps without end", Pickled(new Pickle().Op([.. Enumerable.Repeat("N0"u8.ToArray(), 2_000_001).SelectMany(b => b)]).Stop(), "instructions")),
        ("pickle: a list", Pickled(new Pickle().Op(']').Stop(), "a list, not a dictionary")),
        ("pickle: no tensors", Pickled(new Pickle().Op('}').Stop(), "without tensors")),
        ("pickle: itself inside itself", Pickled(new Pickle().Op('}').Op('q', 0).Text("state_dict").Op('h', 0).Op('s').Stop(), "without tensors")),
        ("pickle: two dictionaries of tensors", Wrapped("state_dict", "model", "without tensors")),
        ("pickle: a number as a name", Zipped(p => p.Op('}').Int(1).Tensor(Storage, 0, [6], [1]).Op('s'), "a number where a name belongs")),
        ("pickle: a name twice", Zip("'w' twice", Good, Good)),

        ("tensor: beyond its storage", Zip("reaches to element 6", Good with { Offset = 1 })),
        ("tensor: offset near 2^63", Zip("reaches to element", Good with { Offset = long.MaxValue })),
        ("tensor: offset before its storage", Zip("before the beginning", Good with { Offset = -1 })),
        ("tensor: strides that overflow", Zip("reaches to element", Good with { Strides = [long.MaxValue, long.MaxValue] })),
        ("tensor: strides that wrap round", Zip("before the beginning", Good with { Strides = [-3, 1] })),
        ("tensor: all elements in one place", Zip("share one place", Good with { Strides = [0, 0] })),
        ("tensor: a billion elements from one", Zip("share one place", Good with { Shape = [1 << 15, 1 << 15], Strides = [0, 0] })),
        ("tensor: overlapping rows", Zip("share one place", Good with { Strides = [1, 1] })),
        ("tensor: negative size", Zip("size -2", Good with { Shape = [-2, -3] })),
        ("tensor: sizes that overflow", Zip("more elements", Good with { Shape = [1L << 40, 1L << 40] })),
        ("tensor: fewer strides than axes", Zip("2 axes and 1 strides", Good with { Strides = [1] })),
        ("tensor: 65 axes", Zip("65 axes", Good with { Shape = [.. Enumerable.Repeat(1L, 65)], Strides = [.. Enumerable.Repeat(1L, 65)] })),
        ("tensor: shape of texts", Zipped(p => Rebuilt(p, q => q.Op('(').Text("2").Op('t')), "not made of numbers")),
        ("tensor: shape that is no tuple", Zipped(p => Rebuilt(p, q => q.Int(6)), "calls RebuildTensorV2")),
        ("tensor: of a text", Zipped(p => p.Global("torch._utils", "_rebuild_tensor").Op('(').Text("x").Int(0).Ints(6).Ints(1).Op('t').Op('R'), "calls RebuildTensor")),
        ("tensor: all values negated", Zipped(
            p => Rebuilt(p, q => q.Ints(6), q => q.Op('}').Text("neg").Op(0x88).Op('s')), "calls RebuildTensorV2")),

        ("storage: missing", Attack.Of(Model, TorchWriter.Zip(TorchWriter.State(isLegacy: false, Good)), "lacks the storage '0'")),
        ("storage: shorter than said", Stored(new byte[23], "has 23 bytes, where its pickle says 24")),
        ("storage: longer than said", Stored(new byte[25], "has 25 bytes")),
        ("storage: up and out", Zip("lacks the storage '../../x'", Good with { Key = "../../x" }, drop: true)),
        ("storage: said to be larger than memory", Zip("where its pickle says", Good with { Count = 1L << 50 })),
        ("storage: said to be larger than can be counted", Zip("more elements", Good with { Count = 1L << 62 })),
        ("storage: negative", Zip("size -1", Good with { Count = -1 })),
        ("storage: of two sizes", Zip("two sizes or types", Good, Good with { Name = "v", Count = 3, Shape = [3], Strides = [1] })),
        ("storage: of two types", Zip("two sizes or types", Good, Good with { Name = "v", Type = "IntStorage" })),

        ("zip: bomb of zeros", Attack.Of(Model, Deflated(Good with { Storage = new byte[24 << 20], Count = 6 << 20 }), "is compressed")),
        ("zip: compressed pickle", Attack.Of(Model, TorchWriter.Archive(
            [("m/data.pkl", [.. new Pickle().Op('}').Stop(), .. new byte[1 << 20]])], CompressionLevel.Optimal), "is compressed")),
        ("zip: no pickle", Attack.Of(Model, TorchWriter.Archive([("m/x", [])]), "0 pickles")),
        ("zip: empty", Attack.Of(Model, TorchWriter.Archive([]), "0 pickles")),
        ("zip: pickle at the root", Attack.Of(Model, TorchWriter.Archive([("data.pkl", [])]), "0 pickles")),
        ("zip: two pickles", Attack.Of(Model, TorchWriter.Archive([("a/data.pkl", []), ("b/data.pkl", [])]), "2 pickles")),
        ("zip: a name twice", Attack.Of(Model, TorchWriter.Zip(
            TorchWriter.State(isLegacy: false, Good), [.. TorchWriter.Storages(Good), .. TorchWriter.Storages(Good)]), "twice")),
        ("zip: TorchScript", With("constants.pkl", "TorchScript")),
        ("zip: TorchScript code", With("code/__torch__.py", "TorchScript")),
        ("zip: unknown byte order", Attack.Of(Model, TorchWriter.Archive(
            [("m/data.pkl", TorchWriter.State(isLegacy: false, Good)), ("m/byteorder", "middle"u8.ToArray())]), "'middle'")),
        ("zip: end missing", Attack.Of(Model, TorchWriter.Zip(Good)[..^1], "its end is missing")),
        ("zip: something appended", Attack.Of(Model, [.. TorchWriter.Zip(Good), 0], "its end is missing")),
        ("zip: only its beginning", Attack.Of(Model, "PK\x03\x04"u8.ToArray(), "its end is missing")),
        ("zip: entries counted wrongly", Patched("PK\x05\x06", 10, "directory is damaged", 9, 0)),
        ("zip: in several files", Patched("PK\x05\x06", 4, "several files", 1, 0)),
        ("zip: directory elsewhere", Patched("PK\x05\x06", 16, "not where the end", 1, 0, 0, 0)),
        ("zip: directory beyond the file", Patched("PK\x05\x06", 16, "not where the end", 255, 255, 255, 127)),
        ("zip: directory of 4 GB", Patched("PK\x05\x06", 12, "no model has", 255, 255, 255, 255)),
        ("zip: directory entry broken", Patched("PK\x01\x02", 0, "directory is damaged", 0)),
        ("zip: directory name beyond its end", Patched("PK\x01\x02", 28, "directory is damaged", 255, 255)),
        ("zip: encrypted", Patched("PK\x01\x02", 8, "encrypted", 1, 0)),
        ("zip: unknown method", Patched("PK\x01\x02", 10, "is compressed", 99, 0)),
        ("zip: part beyond the directory", Patched("PK\x01\x02", 42, "not lie in the file", 255, 255, 255, 0)),
        ("zip: part where another is", Patched("PK\x01\x02", 42, "different things", 0, 0, 0, 0)),
        ("zip: large offset without its field", Patched("PK\x01\x02", 42, "directory is damaged", 255, 255, 255, 255)),
        ("zip: part longer than the file", Patched("PK\x01\x02", 20, "not lie in the file", 0, 0, 0, 1, 0, 0, 0, 1)),
        ("zip: another name in the part's own header", Patched("PK\x03\x04", 30, "different things", (byte)'x')),
        ("zip: padding to beyond the directory", Patched("PK\x03\x04", 28, "not lie in the file", 255, 255)),

        ("old: any pickle", Attack.Of(Model, new Pickle().Op('}').Stop(), "not PyTorch's")),
        ("old: another version", Attack.Of(Model, [.. TorchWriter.Start(1002), .. new byte[50]], "version 1001")),
        ("old: os.system", Attack.Of(Model, [.. TorchWriter.Start(1001), .. new Pickle().Global("os", "system").Stop()], "'os.system'")),
        ("old: os.system where sizes belong", Attack.Of(Model, TorchWriter.Start(1001, new Pickle().Global("os", "system").Stop()), "'os.system'")),
        ("old: storages cut", Attack.Of(Model, TorchWriter.Legacy(Good)[..^1], "ends in the storage '0'")),
        ("old: something appended", Attack.Of(Model, [.. TorchWriter.Legacy(Good), 0], "appended")),
        ("old: storage of another size", Old(["0"], (5, new byte[24]), "has 5 elements")),
        ("old: storage of 2^63 elements", Old(["0"], (long.MinValue, new byte[24]), "elements, where its pickle says 6")),
        ("old: storage not listed", Old([], (6, new byte[24]), "appended")),
        ("old: no storages", Attack.Of(Model, TorchWriter.Legacy(TorchWriter.State(isLegacy: true, Good), []), "lacks the storage '0'")),
        ("old: unknown storage listed", Old(["1"], (6, new byte[24]), "no tensor has")),
        ("old: storage listed twice", Attack.Of(
            Model, TorchWriter.Legacy(TorchWriter.State(isLegacy: true, Good), ["0", "0"], (6, Good.Storage), (6, Good.Storage)), "twice")),
        ("old: part of a storage outside it", View(4, 3, "not in it")),
        ("old: part of a storage that wraps round", View(1, long.MaxValue, "not in it")),
        ("old: tensor beyond its part", View(2, 4, "reaches to element 5 of a storage that has 4")),

        ("a text file", Attack.Of(Model, "no such file\n"u8.ToArray(), "neither a zip archive nor a pickle")),
        ("an archive of tar", Attack.Of(Model, new byte[10240], "neither a zip archive nor a pickle")),
        ("safetensors under the name", Attack.Of(Model, [2, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8], "neither a zip archive nor a pickle")),
        ("checkpoint: Git LFS pointer", Attack.Of(Model, "version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "git lfs pull")),
        ("checkpoint: empty", Attack.Of(Model, [], "is empty")),
        ("checkpoint: index up and out", Attack.Of(
            Model + ".index.json", """{"weight_map":{"a":"../x.bin"}}"""u8.ToArray(), "'../x.bin'")),
    ];

    private static void Storage(Pickle pickle) => pickle.Storage("FloatStorage", "0", 6);

    // What is wrong stands in the middle of what is right.
    private static Attack Runs(Action<Pickle> wrong, string says)
    {
        Pickle pickle = TorchWriter.State(new Pickle(), isLegacy: false, Good).Text("x");
        wrong(pickle);
        return Attack.Of(Model, TorchWriter.Zip(pickle.Op('s').Stop(), TorchWriter.Storages(Good)), says);
    }

    private static Attack Pickled(byte[] pickle, string says) => Attack.Of(Model, TorchWriter.Zip(pickle), says);

    private static Attack Zipped(Action<Pickle> write, string says)
    {
        var pickle = new Pickle();
        write(pickle);
        return Attack.Of(Model, TorchWriter.Zip(pickle.Stop(), TorchWriter.Storages(Good)), says);
    }

    private static void Rebuilt(Pickle pickle, Action<Pickle> shape, Action<Pickle>? metadata = null)
    {
        pickle.Op('}').Text("w").Global("torch._utils", "_rebuild_tensor_v2").Op('(');
        Storage(pickle);
        shape(pickle.Int(0));
        pickle.Ints(1).Op(0x89).OrderedDictionary();
        metadata?.Invoke(pickle);
        pickle.Op('t').Op('R').Op('s');
    }

    private static Attack Zip(string says, params TorchEntry[] tensors) => Attack.Of(Model, TorchWriter.Zip(tensors), says);

    private static Attack Zip(string says, TorchEntry tensor, bool drop) =>
        drop ? Attack.Of(Model, TorchWriter.Zip(TorchWriter.State(isLegacy: false, tensor)), says) : Zip(says, tensor);

    private static Attack Stored(byte[] storage, string says) => Zip(says, Good with { Storage = storage });

    private static Attack Wrapped(string first, string second, string says) => Zipped(
        p => TorchWriter.State(TorchWriter.State(p.Op('}').Text(first), isLegacy: false, Good).Op('s').Text(second), isLegacy: false, Good).Op('s'), says);

    private static byte[] Deflated(TorchEntry tensor) => TorchWriter.Archive(
        [("m/data.pkl", TorchWriter.State(isLegacy: false, tensor)), .. TorchWriter.Storages(tensor).Select(p => ("m/" + p.Name, p.Content))],
        CompressionLevel.Optimal);

    private static Attack With(string part, string says) => Attack.Of(
        Model, TorchWriter.Zip(TorchWriter.State(isLegacy: false, Good), [.. TorchWriter.Storages(Good), (part, [])]), says);

    private static Attack Patched(string signature, int at, string says, params byte[] bytes) =>
        Attack.Of(Model, TorchWriter.Patched(TorchWriter.Zip(Good), signature, at, bytes), says);

    private static Attack Old(string[] keys, (long Count, byte[] Bytes) storage, string says) =>
        Attack.Of(Model, TorchWriter.Legacy(TorchWriter.State(isLegacy: true, Good), keys, storage), says);

    private static Attack View(long start, long count, string says)
    {
        byte[] pickle = new Pickle().Op('}').Text("w").Tensor(
            p => p.Op('(').Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Int(6)
                .Op('(').Text("v").Int(start).Int(count).Op('t').Op('t').Op('Q'),
            0, [6], [1]).Op('s').Stop();
        return Attack.Of(Model, TorchWriter.Legacy(pickle, ["0"], (6, Good.Storage)), says);
    }
}
