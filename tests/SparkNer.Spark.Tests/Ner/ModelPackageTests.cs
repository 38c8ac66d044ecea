using System.Buffers.Binary;
using System.Runtime.Versioning;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Tests.Ner.Support;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Models => new(TestModels.Tiny, TestModels.TinyHuggingFace, Golden.DefaultModel);

    [Theory]
    [MemberData(nameof(Models))]
    public void What_is_unpacked_is_the_same_model(string model)
    {
        byte[] package = TestModels.Package(model);

        ModelPackage.Extract(new MemoryStream(package), _folder["copy"]);

        ModelFolder copy = ModelFolder.Open(_folder["copy"]);
        Assert.Equal(ModelFolder.Open(model).Fingerprint, copy.Fingerprint);
        Assert.Equal(ModelFolder.Open(model).Files, copy.Files);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_is_read_into_memory_is_the_same_model(string model)
    {
        (PackageHeader header, Dictionary<string, byte[]> files) = ModelPackage.ReadAll(new MemoryStream(TestModels.Package(model)));

        Assert.Equal(ModelFolder.Open(model).Fingerprint, ModelFolder.FromFiles(header.Name, files).Fingerprint);
    }

    [Fact]
    public void It_says_its_own_length_and_files_are_aligned()
    {
        byte[] package = TestModels.Package(TestModels.Tiny);

        Assert.Equal(package.Length - 12, BinaryPrimitives.ReadInt64BigEndian(package.AsSpan(4)));
        Assert.Equal(package.Length, ModelPackage.LengthOf(ModelFolder.Open(TestModels.Tiny)));
        Assert.All(PackageHeader.Read(new MemoryStream(package)).Files, f => Assert.Equal(0, f.Offset % 64));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_look_into_the_unpacked_folder()
    {
        ModelPackage.Extract(new MemoryStream(TestModels.Package(TestModels.Tiny)), _folder["copy"]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["copy"]));
    }

    [Fact]
    public void A_header_is_the_same_after_a_round_trip() => Prop.ForAll(
        (from names in Gen.Elements("a", "b/c", "\u00e9", "x.onnx", "onnx/m.onnx").NonEmptyListOf()
         from sizes in Gen.Choose(0, 1000).ArrayOf(names.Distinct().Count())
         select names.Distinct().Zip(sizes, (n, s) => new ModelFile(n, s, new string('a', 64))).ToArray()).ToArbitrary(),
        files =>
        {
            var header = PackageHeader.For("m", ModelFolder.FingerprintOf(files), files);
            PackageHeader read = PackageHeader.Read(new MemoryStream(header.Encode()));
            return read.Name == header.Name && read.Fingerprint == header.Fingerprint && read.Files.SequenceEqual(header.Files);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cut_off_at_any_byte_it_is_a_named_error()
    {
        byte[] package = TestModels.Package(TestModels.Tiny);
        int header = PackageHeader.Read(new MemoryStream(package)).Encode().Length;

        foreach (int length in Enumerable.Range(0, header).Concat(Enumerable.Range(1, 40).Select(i => package.Length - (i * i))))
        {
            Assert.Throws<InvalidDataException>(() => ModelPackage.ReadAll(new MemoryStream(package[..length])));
        }
    }

    [Fact]
    public void Any_flipped_byte_is_a_named_error_or_in_the_padding()
    {
        byte[] package = TestModels.Package(TestModels.TinyHuggingFace);
        PackageHeader header = PackageHeader.Read(new MemoryStream(package));
        int headerLength = header.Encode().Length;
        int name = headerLength - header.Files.Sum(f => 2 + Encoding.UTF8.GetByteCount(f.File.Name) + 48) - 2 - Encoding.UTF8.GetByteCount(header.Name);
        foreach (int at in Enumerable.Range(0, headerLength).Where(i => i < name || i >= name + Encoding.UTF8.GetByteCount(header.Name)).Concat(header.Files.Select(f => (int)f.Offset)))
        {
            byte[] damaged = [.. package];
            damaged[at] ^= 1;
            Assert.Throws<InvalidDataException>(() => ModelPackage.ReadAll(new MemoryStream(damaged)));
        }
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("C:\\x")]
    [InlineData("a\\..\\b")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        ModelFile[] files = [new(name, 1, new string('a', 64))];
        byte[] package = [.. PackageHeader.For("m", ModelFolder.FingerprintOf(files), files).Encode(), .. new byte[200]];

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ModelPackage.Extract(new MemoryStream(package), _folder["copy"]));

        Assert.Contains("no name inside a model folder", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["copy"]));
    }

    [Fact]
    public void A_file_with_another_hash_is_refused_by_its_name()
    {
        byte[] package = TestModels.Package(TestModels.Tiny);
        PackagedFile file = PackageHeader.Read(new MemoryStream(package)).Files[^1];
        package[file.Offset + 5] ^= 4;

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ModelPackage.Extract(new MemoryStream(package), _folder["copy"]));

        Assert.Contains($"'{file.File.Name}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_changes_while_it_is_packed_is_an_error()
    {
        foreach (string file in Directory.EnumerateFiles(TestModels.TinyHuggingFace))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }

        ModelFolder model = ModelFolder.Open(_folder.Path);
        _ = model.Fingerprint;
        File.AppendAllText(_folder["vocab.txt"], "");
        using (FileStream vocabulary = File.OpenWrite(_folder["vocab.txt"]))
        {
            vocabulary.WriteByte((byte)'#');
        }

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelPackage.Write(model, Stream.Null));
        Assert.Contains("has changed", exception.Message, StringComparison.Ordinal);
    }
}
