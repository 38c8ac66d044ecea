using System.Text;

namespace SparkNer.Cli.Submit;

/// <summary>Standard output by lines, each with the mark by which <c>sparkner submit</c> tells results from what else there is, if it asked for that.</summary>
internal sealed class ResultWriter(Stream stream, bool marked) : TextWriter
{
    private readonly StreamWriter _writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    private bool _lineBegins = true;

    public override Encoding Encoding => _writer.Encoding;

    public override void Write(char value)
    {
        if (_lineBegins && marked)
        {
            _writer.Write(ResultLines.Mark);
        }

        _writer.Write(value);
        _lineBegins = value == '\n';
    }

    public override void Write(string? value)
    {
        foreach (string part in Lines(value ?? ""))
        {
            _writer.Write(_lineBegins && marked ? ResultLines.Mark + part : part);
            _lineBegins = part.EndsWith('\n');
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writer.Dispose();
        }

        base.Dispose(disposing);
    }

    private static IEnumerable<string> Lines(string text)
    {
        for (int from = 0; from < text.Length;)
        {
            int end = text.IndexOf('\n', from) is var at and >= 0 ? at + 1 : text.Length;
            yield return text[from..end];
            from = end;
        }
    }
}
