using System.Text;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Weights;

/// <summary>Files that break a rule of safetensors, and indexes of shards that lead astray.</summary>
internal static class SafetensorsAttacks
{
    private const string Model = "model.safetensors";
    private const string Index = "model.safetensors.index.json";
    private const string Good = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    public static IEnumerable<(string Name, Attack Attack)> All =>
    [
        ("empty file", Bytes([], "is empty")),
        ("less than a length", Bytes(new byte[7], "7 bytes")),
        ("header longer than the file", Bytes([232, 3, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'], "said to have 1000 bytes")),
        ("header of 2^64 - 1 bytes", Bytes([.. Enumerable.Repeat((byte)255, 8), (byte)'{', (byte)'}'], "18446744073709551615 bytes")),
        ("header above the format's limit", Bytes([1, 225, 245, 5, 0, 0, 0, 0, .. "{}"u8], "100000001 bytes")),
        ("no header", Bytes(new byte[8], "begin with '{'")),
        ("space before the header", Header(" {}", "begin with '{'")),
        ("byte order mark before the header", Header("\uFEFF{}", "begin with '{'")),
        ("a list as header", Header("[]", "begin with '{'")),
        ("half an object", Header("{", "end with '}'")),
        ("not JSON", Header("{a}", "not valid JSON")),
        ("comma at the end", Header("{\"__metadata__\":{},}", "not valid JSON")),
        ("comment", Header("{/* */}", "not valid JSON")),
        ("two objects", Header("{}{}", "not valid JSON")),
        ("zeros as padding", Header("{}\0\0", "end with '}'")),
        ("line end as padding", Header("{}\n", "end with '}'")),
        ("bytes that are no UTF-8", Bytes(SafetensorsWriter.Build([.. "{\""u8, 0xC3, 0x28, .. "\":{}}"u8], []), "not UTF-8")),
        ("half a surrogate pair as a name", Header(Good.Replace("\"a\"", "\"\\ud800\"", StringComparison.Ordinal), "surrogate")),
        ("deep nesting", Header("{\"__metadata__\":" + new string('[', 5000) + new string(']', 5000) + "}", "not an object")),
        ("deep nesting in a tensor", Header("{\"a\":{\"shape\":" + new string('[', 5000) + new string(']', 5000) + "}}", "whole numbers")),
        ("a tensor twice", Header("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'a' twice")),
        ("a tensor twice, once escaped", Header("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"\u0061":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "'a' twice")),
        ("a field twice", Header("""{"a":{"dtype":"I32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'dtype' twice")),
        ("metadata twice", Header("""{"__metadata__":{},"__metadata__":{}}""", "'__metadata__' twice")),
        ("a key of the metadata twice", Header("""{"__metadata__":{"x":"1","x":"2"}}""", "'x' twice")),
        ("a number in the metadata", Header("""{"__metadata__":{"x":1}}""", "not a text")),
        ("an object in the metadata", Header("""{"__metadata__":{"x":{}}}""", "not a text")),
        ("metadata that are a text", Header("""{"__metadata__":"x"}""", "not an object")),
        ("metadata that are null", Header("""{"__metadata__":null}""", "not an object")),
        ("a tensor that is a text", Header("""{"a":"F32"}""", "'a' is not an object")),
        ("unknown type", Tensor("\"F128\"", "[2]", "[0,8]", "'F128'")),
        ("type in small letters", Tensor("\"f32\"", "[2]", "[0,8]", "'f32'")),
        ("type that is a number", Tensor("32", "[2]", "[0,8]", "dtype of the tensor 'a' is not a text")),
        ("no type", Header("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", "lacks its dtype")),
        ("no shape", Header("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", "lacks its shape")),
        ("no offsets", Header("""{"a":{"dtype":"F32","shape":[2]}}""", "lacks its data_offsets")),
        ("unknown field", Header("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"file":"/etc/passwd"}}""", "'file'")),
        ("negative size", Tensor("\"F32\"", "[-2]", "[0,8]", "whole numbers")),
        ("two negative sizes", Tensor("\"F32\"", "[-1,-2]", "[0,8]", "whole numbers")),
        ("fractional size", Tensor("\"F32\"", "[2.0]", "[0,8]", "whole numbers")),
        ("size with exponent", Tensor("\"F32\"", "[2e0]", "[0,8]", "whole numbers")),
        ("size as text", Tensor("\"F32\"", "[\"2\"]", "[0,8]", "whole numbers")),
        ("size beyond 64 bits", Tensor("\"F32\"", "[2,18446744073709551614]", "[0,8]", "whole numbers")),
        ("sizes whose product overflows", Tensor("\"F32\"", "[2,9223372036854775807]", "[0,8]", "more elements")),
        ("sizes whose product wraps to the right one", Tensor("\"F32\"", "[4294967296,4294967296,2]", "[0,8]", "more elements")),
        ("sizes whose bytes wrap to the right ones", Tensor("\"F32\"", "[4611686018427387906]", "[0,8]", "more elements")),
        ("size that is no list", Tensor("\"F32\"", "2", "[0,8]", "shape of the tensor 'a' is not a list")),
        ("fewer bytes than the shape needs", Tensor("\"F32\"", "[3]", "[0,8]", "has 8 bytes, where F32 [3] needs 12")),
        ("more bytes than the shape needs", Tensor("\"F16\"", "[2]", "[0,8]", "needs 4")),
        ("half a byte", Tensor("\"F4\"", "[3]", "[0,1]", "needs 1.5", 1)),
        ("end before begin", Tensor("\"F32\"", "[2]", "[8,0]", "[8, 0]")),
        ("three offsets", Tensor("\"F32\"", "[2]", "[0,8,8]", "[0, 8, 8]")),
        ("one offset", Tensor("\"F32\"", "[2]", "[8]", "[8]")),
        ("negative offset", Tensor("\"F32\"", "[2]", "[-8,0]", "whole numbers")),
        ("offset near 2^63", Tensor("\"F32\"", "[2]", "[9223372036854775799,9223372036854775807]", "hole")),
        ("hole before the first", Tensor("\"F32\"", "[2]", "[8,16]", "hole", 16)),
        ("hole between two", Two("[0,8]", "[16,24]", "hole", 24)),
        ("overlap", Two("[0,8]", "[4,12]", "overlap", 12)),
        ("two tensors in the same place", Two("[0,8]", "[0,8]", "overlap", 8)),
        ("the same place many times", Many(20_000, "[2]", "[0,8]", "overlap")),
        ("end of the file missing", Header(Good, "its end is missing", data: 7)),
        ("something appended", Header(Good, "appended", data: 9)),
        ("an archive appended", Header(Good, "appended", data: 4096)),
        ("data without tensors", Header("{}", "appended", data: 8)),
        ("far too many tensors", Many(100_001, "[0]", "[0,0]", "more than 100000")),
        ("a name of a megabyte", Header("{\"" + new string('x', 1 << 20) + "\":1}", "xxx...'")),
        ("a name with line ends", Header("{\"a\\nb\\u001b[2J\":1}", "'a\uFFFDb\uFFFD[2J'")),
        ("Git LFS pointer", Bytes("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"u8.ToArray(), "git lfs pull")),
        ("error page instead of the file", Bytes(Encoding.ASCII.GetBytes("<!DOCTYPE html><html>Not found</html>"), "header is said")),
        ("a zip archive under the name", Bytes([.. "PK\x03\x04"u8, .. new byte[100]], "header is said")),
        ("a folder under the name", new(Model, "is a folder", f => Directory.CreateDirectory(f[Model]))),
        ("a link out of the folder", Link(Model, "outside the model's folder")),
        ("a link to a device", new(Model, "link to '/dev/zero'", f => File.CreateSymbolicLink(f[Model], "/dev/zero"))),
        ("a link to itself", new(Model, "symbolic links", f => File.CreateSymbolicLink(f[Model], Model))),

        ("index: not JSON", Map("{", "not valid JSON", whole: true)),
        ("index: empty", Map("", "is empty", whole: true)),
        ("index: a list", Map("[]", "not an object", whole: true)),
        ("index: no map", Map("{}", "no weight_map", whole: true)),
        ("index: map twice", Map("""{"weight_map":{"a":"a.safetensors"},"weight_map":{}}""", "twice", whole: true)),
        ("index: empty map", Map("", "is empty")),
        ("index: map of numbers", Map("\"a\":1", "not a text")),
        ("index: up and out", Map("\"a\":\"../a.safetensors\"", "'../a.safetensors'")),
        ("index: far up", Map("\"a\":\"../../../../../../etc/passwd\"", "no name of a file")),
        ("index: absolute", Map("\"a\":\"/etc/passwd\"", "'/etc/passwd'")),
        ("index: backslash", Map("\"a\":\"..\\\\a.safetensors\"", "no name of a file")),
        ("index: drive", Map("\"a\":\"C:a.safetensors\"", "no name of a file")),
        ("index: folder", Map("\"a\":\"sub/a.safetensors\"", "no name of a file")),
        ("index: down and up", Map("\"a\":\"sub/../a.safetensors\"", "no name of a file")),
        ("index: dot", Map("\"a\":\".\"", "no name of a file")),
        ("index: no name", Map("\"a\":\"\"", "no name of a file")),
        ("index: zero byte", Map("\"a\":\"a.safetensors\\u0000.txt\"", "no name of a file")),
        ("index: tensor twice", Map("\"a\":\"a.safetensors\",\"a\":\"b.safetensors\"", "'a' twice")),
        ("index: missing shard", Map("\"a\":\"a.safetensors\",\"c\":\"c.safetensors\"", "'c.safetensors'")),
        ("index: tensor that no shard has", Map("\"a\":\"a.safetensors\",\"x\":\"a.safetensors\"", "'x'")),
        ("index: tensor in the other shard", Map("\"a\":\"b.safetensors\",\"b\":\"b.safetensors\"", "'a'")),
        ("index: tensor in two shards", new("b.safetensors", "'a'", f =>
        {
            f.Write("a.safetensors", Shard("a"));
            f.Write("b.safetensors", SafetensorsWriter.Build(SafetensorsEntry.Of("a", [1], 2), SafetensorsEntry.Of("b", [1], 2)));
            f.Write(Index, """{"weight_map":{"a":"a.safetensors","b":"b.safetensors"}}""");
        })),
        ("index: damaged shard", new("b.safetensors", "appended", f =>
        {
            f.Write("a.safetensors", Shard("a"));
            f.Write("b.safetensors", [.. Shard("b"), 0]);
            f.Write(Index, """{"weight_map":{"a":"a.safetensors","b":"b.safetensors"}}""");
        })),
        ("index: itself as a shard", new(Index, "said to have", f => f.Write(Index, $$$"""{"weight_map":{"a":"{{{Index}}}"}}"""))),
        ("index: shard that links out", new("a.safetensors", "link to", f =>
        {
            Link("a.safetensors", "").Write(f);
            f.Write(Index, """{"weight_map":{"a":"a.safetensors"}}""");
        })),
        ("index: links out itself", Link(Index, "link to")),
    ];

    private static byte[] Shard(string tensor) => SafetensorsWriter.Build(SafetensorsEntry.Of(tensor, [1], 1));

    private static Attack Bytes(byte[] bytes, string says) => Attack.Of(Model, bytes, says);

    private static Attack Header(string header, string says, int data = 8) => Bytes(SafetensorsWriter.Build(header, new byte[data]), says);

    private static Attack Tensor(string type, string shape, string offsets, string says, int data = 8) =>
        Header($$$"""{"a":{"dtype":{{{type}}},"shape":{{{shape}}},"data_offsets":{{{offsets}}}}}""", says, data);

    private static Attack Many(int count, string shape, string offsets, string says)
    {
        IEnumerable<string> tensors = Enumerable.Range(0, count).Select(i => $"\"w{i}\":{{\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":{offsets}}}");
        return Header("{" + string.Join(",", tensors) + "}", says);
    }

    private static Attack Two(string first, string second, string says, int data) =>
        Header($$$"""{"a":{"dtype":"F32","shape":[2],"data_offsets":{{{first}}}},"b":{"dtype":"F32","shape":[2],"data_offsets":{{{second}}}}}""", says, data);

    private static Attack Map(string entries, string says, bool whole = false) => new(Index, says, f =>
    {
        f.Write("a.safetensors", Shard("a"));
        f.Write("b.safetensors", Shard("b"));
        f.Write(Index, whole ? entries : $$$"""{"metadata":{},"weight_map":{{{{entries}}}}}""");
    });

    // A file of the right content, so that only its place can be wrong.
    private static Attack Link(string name, string says) =>
        new(name, says, f => File.CreateSymbolicLink(f[name], f.WriteOutside("w", Shard("a"))));
}
