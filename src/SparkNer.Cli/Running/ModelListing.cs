using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Cli.Output;
using SparkNer.Files;
using SparkNer.Onnx;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner model list</c> prints: the models in models/ and the imported ones in the user's cache.</summary>
internal static class ModelListing
{
    private sealed record Row(string Kind, string Name, string Folder, long Bytes, DateTime? Imported, string? Source, string? Architecture, string? Precision);

    /// <summary>Prints the models.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="json">Whether as JSON lines.</param>
    public static void Print(TextWriter writer, bool json)
    {
        ModelStore store = ModelStore.Default;
        Row[] rows = [.. Bundled(), .. store.List().Select(Imported)];
        if (json)
        {
            Array.ForEach(rows, row => writer.WriteLine(Json(row)));
            return;
        }

        int width = rows.Select(row => row.Name.Length).Append(0).Max();
        foreach (Row row in rows)
        {
            string when = row.Imported is { } time ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
            writer.WriteLine($"{row.Kind,-9} {Printable.Line(row.Name).PadRight(width)} {FileSize.Text(row.Bytes),10}  {when,-16}  {Printable.Line(row.Source ?? row.Folder)}");
        }

        writer.WriteLine();
        writer.WriteLine(store.Folder is null
            ? "There is no home folder to keep imported models in."
            : $"Imported models are folders in {store.Folder}: delete those that are not needed.");
    }

    // A folder with a card only is no model yet.
    private static IEnumerable<Row> Bundled()
    {
        foreach (string folder in ModelPaths.Known())
        {
            Row? row = null;
            try
            {
                ModelManifest? manifest = ModelManifest.Read(folder);
                row = manifest is null ? null : new Row("bundled", Path.GetFileName(folder), folder, manifest.Files.Sum(f => f.Size), null, null, manifest.Architecture, manifest.Precision);
            }
            catch (ModelFormatException)
            {
                // 'sparkner model verify NAME' says what is wrong.
            }

            if (row is not null)
            {
                yield return row;
            }
        }
    }

    private static Row Imported(StoredModel model) => new(
        "imported", model.Name, model.Folder, model.Bytes, model.Imported, Source(model.Manifest.Source), model.Manifest.Architecture, model.Manifest.Precision);

    private static string? Source(ModelOrigin source) => source.Repo is { } repo ? $"{repo}@{source.Revision}" : source.Folder;

    private static string Json(Row row)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = RelaxedJson.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", row.Kind);
            writer.WriteString("name", row.Name);
            writer.WriteString("folder", row.Folder);
            writer.WriteNumber("bytes", row.Bytes);
            writer.WriteString("imported", row.Imported?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("source", row.Source);
            writer.WriteString("architecture", row.Architecture);
            writer.WriteString("precision", row.Precision);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
