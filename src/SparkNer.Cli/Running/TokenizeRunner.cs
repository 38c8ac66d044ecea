using System.Text.Json;
using SparkNer.Cli.Tokenize;
using SparkNer.Files;
using SparkNer.Files.Reading;
using SparkNer.Onnx;
using SparkNer.WordPieces;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner tokenize</c> does: JSON lines in, the windows of word pieces of each out.</summary>
internal sealed class TokenizeRunner(Func<Stream> openInput, Func<Stream> openOutput) : ITokenizeRunner
{
    private const string Input = "<stdin>";

    public int Run(TokenizeSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        try
        {
            WordPieceTokenizer tokenizer = ModelTokenizer.Load(ModelFolder.OpenTokenizer(ModelPaths.Find(settings.Model)), settings.CaseSensitive);
            CheckLengths(settings);
            using var lines = new LineReader(openInput(), Input, 64 * 1024, 1024);
            using Stream output = new BufferedStream(openOutput(), 64 * 1024);
            var row = new TokenizedRow(tokenizer, settings);
            using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = RelaxedJson.Encoder });
            while (lines.TryRead(out LineBlock? block))
            {
                for (int i = 0; i < block.Count; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    ReadOnlySpan<byte> line = block[i];
                    if (!JsonLine.IsBlank(line))
                    {
                        row.Write(line, $"{Input}, line {block.FirstNumber + i}", writer);
                        writer.Flush();
                        writer.Reset();
                        output.WriteByte((byte)'\n');
                    }
                }

                block.Dispose();
                output.Flush();
            }

            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is ModelFormatException or InputException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }

    private static void CheckLengths(TokenizeSettings settings)
    {
        try
        {
            WordPieceTokenizer.Windows(0, settings.MaxLength, settings.Stride);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(AnnotatorFactory.WithoutParameter(exception));
        }
    }
}
