using System.Text;
using SparkNer.Files;
using SparkNer.Files.Reading;

namespace SparkNer.Cli.Running;

/// <summary>The lines of a stream as text, cut at LF only. What is not UTF-8 is an error that names the line, instead of a wrong character.</summary>
internal sealed class TextLines(LineReader lines, string name) : TextReader
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private LineBlock? _block;
    private int _next;

    public override string? ReadLine()
    {
        while (_block is null || _next == _block.Count)
        {
            _block?.Dispose();
            _next = 0;
            if (!lines.TryRead(out _block))
            {
                return null;
            }
        }

        try
        {
            return _strict.GetString(_block[_next++]);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InputException($"{name}, line {_block.FirstNumber + _next - 1}: is not UTF-8. Convert the file: iconv -f WINDOWS-1252 -t UTF-8 {name}", exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _block?.Dispose();
        _block = null;
        lines.Dispose();
        base.Dispose(disposing);
    }
}
