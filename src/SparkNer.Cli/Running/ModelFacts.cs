using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Cli.Output;
using SparkNer.Files;
using SparkNer.Labels;
using SparkNer.Onnx;
using SparkNer.WordPieces;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner model info</c> says about a model.</summary>
internal sealed class ModelFacts
{
    private readonly ModelFolder _folder;
    private readonly WordPieceTokenizer _tokenizer;

    private ModelFacts(ModelFolder folder, WordPieceTokenizer tokenizer) => (_folder, _tokenizer) = (folder, tokenizer);

    private ModelManifest? Manifest => _folder.Manifest;

    private TagScheme Scheme => new LabelSet(_folder.Labels).Scheme;

    private string Layout => _folder.Kind == ModelFolderKind.SparkNlp ? "spark-nlp" : "hugging-face";

    /// <summary>Looks at a model.</summary>
    /// <exception cref="ModelFormatException">Its tokenizer cannot be used.</exception>
    public static ModelFacts Of(ModelFolder folder) => new(folder, ModelTokenizer.Load(folder));

    /// <summary>The facts as one JSON object.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = RelaxedJson.Encoder }))
        {
            Write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Prints the facts for a person.</summary>
    public void Print(TextWriter writer)
    {
        void Line(string name, string value) => writer.WriteLine($"{name,-15} {Printable.Line(value)}");
        Line("folder", _folder.Path);
        if (_folder.FilesPath != _folder.Path)
        {
            Line("imported to", _folder.FilesPath);
        }

        Line("layout", _folder.Kind == ModelFolderKind.SparkNlp ? "Spark NLP" : "Hugging Face");
        Line("architecture", (Manifest?.Architecture ?? _folder.Architecture ?? "not said") + (Manifest?.Precision is null ? " (an ONNX file, taken as it is)" : ""));
        Line("precision", Manifest?.Precision is { } precision ? precision + (Manifest.WeightBits is { } bits ? $", {bits} bits a weight" : "") : "the ONNX file's own");
        Line("parameters", Number(_folder.Parameters));
        Line("labels", $"{_folder.Labels.Count}, {Scheme}: {string.Join(", ", _folder.Labels)}");
        Line("casing", _tokenizer.LowerCase ? "uncased" : "cased");
        Line("word pieces", Number(_tokenizer.VocabularySize));
        Line("max positions", _folder.MaxPositions is { } positions ? Number(positions) : "not said");
        Line("fingerprint", _folder.Fingerprint);
        if (Manifest is { } manifest)
        {
            string repo = manifest.Source.Repo is { } name ? $" of {name}@{manifest.Source.Revision}" : "";
            Line("made from", $"{manifest.Source.Kind}{repo}, by {manifest.Producer}");
        }

        writer.WriteLine("files");
        Print(writer, _folder.Files);
        if (Manifest is not null)
        {
            writer.WriteLine("source files");
            Print(writer, Manifest.Source.Files);
        }
    }

    private static void Print(TextWriter writer, IReadOnlyList<ModelFile> files)
    {
        int width = files.Max(f => f.Name.Length);
        foreach (ModelFile file in files)
        {
            writer.WriteLine($"  {Printable.Line(file.Name).PadRight(width)}  {FileSize.Text(file.Size),12}  {file.Sha256}");
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("folder", _folder.Path);
        writer.WriteString("filesFolder", _folder.FilesPath);
        writer.WriteString("layout", Layout);
        writer.WriteString("architecture", Manifest?.Architecture ?? _folder.Architecture);
        writer.WriteString("precision", Manifest?.Precision);
        Optional(writer, "weightBits", Manifest?.WeightBits);
        writer.WriteNumber("parameters", _folder.Parameters);
        writer.WriteStartArray("labels");
        foreach (string label in _folder.Labels)
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
        writer.WriteString("scheme", Scheme.ToString().ToLowerInvariant());
        writer.WriteString("casing", _tokenizer.LowerCase ? "uncased" : "cased");
        writer.WriteNumber("wordPieces", _tokenizer.VocabularySize);
        Optional(writer, "maxPositions", _folder.MaxPositions);
        writer.WriteString("fingerprint", _folder.Fingerprint);
        Write(writer, "files", _folder.Files);
        writer.WritePropertyName("source");
        if (Manifest is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Manifest.Source.Kind);
            writer.WriteString("repo", Manifest.Source.Repo);
            writer.WriteString("revision", Manifest.Source.Revision);
            writer.WriteString("producer", Manifest.Producer);
            Write(writer, "files", Manifest.Source.Files);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<ModelFile> files)
    {
        writer.WriteStartArray(name);
        foreach (ModelFile file in files)
        {
            writer.WriteStartObject();
            writer.WriteString("name", file.Name);
            writer.WriteNumber("size", file.Size);
            writer.WriteString("sha256", file.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
