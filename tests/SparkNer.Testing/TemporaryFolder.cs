namespace SparkNer.Testing;

/// <summary>A folder of its own that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("sparkner-test-").FullName;

    /// <summary>The full path of something in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, in UTF-8, with the folders that it lies in, and gives its path.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, with the folders that it lies in, and gives its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Copies the files that lie directly in a model's folder.</summary>
    /// <param name="left">A file that is left out.</param>
    /// <param name="model">The model's folder.</param>
    /// <param name="name">The copy's name here.</param>
    /// <returns>The copy's path.</returns>
    public string CopyWithout(string left, string model, string name = "copy")
    {
        foreach (string file in Directory.EnumerateFiles(model).Where(f => System.IO.Path.GetFileName(f) != left))
        {
            Write(System.IO.Path.Combine(name, System.IO.Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return this[name];
    }

    /// <summary>Deletes the folder and all that is in it.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
