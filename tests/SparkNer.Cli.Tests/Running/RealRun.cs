using System.Text;
using System.Text.Json;
using SparkNer.Cli.Output;
using SparkNer.Cli.Running;

namespace SparkNer.Cli.Tests.Running;

/// <summary>One run of the whole program in this process, model and files included.</summary>
internal sealed record RealRun(int ExitCode, byte[] Bytes, string Printed, string Error)
{
    /// <summary>What went to stdout as results.</summary>
    public string Out => Encoding.UTF8.GetString(Bytes);

    /// <summary>The JSON lines on stdout.</summary>
    public List<JsonElement> Rows => Parse(Out);

    public static RealRun Of(params string[] args) => WithInput("", args);

    public static RealRun WithInput(string input, params string[] args) => WithInput(Encoding.UTF8.GetBytes(input), CancellationToken.None, args);

    public static RealRun WithInput(byte[] input, CancellationToken cancellationToken, params string[] args)
    {
        using var output = new MemoryStream();
        using var printed = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new ConsoleStreams(printed, false, error, false, _ => null, () => 80);
        var runners = new CommandRunners
        {
            Annotate = new AnnotateRunner(streams, () => new MemoryStream(input), () => new Unclosed(output)),
            Evaluate = new EvaluateRunner(() => new MemoryStream(input), () => new Unclosed(output)),
            Tokenize = new TokenizeRunner(() => new MemoryStream(input), () => new Unclosed(output)),
            Model = new ModelRunner(streams, () => new MemoryStream(input), () => new Unclosed(output)),
        };
        int exitCode = new CliApplication(streams, runners).Run(args, cancellationToken);
        return new RealRun(exitCode, output.ToArray(), printed.ToString(), error.ToString());
    }

    /// <summary>JSON lines, cut at LF only.</summary>
    public static List<JsonElement> Parse(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.Clone())];

    /// <summary>Fails with what the program said, unless it ended well.</summary>
    public RealRun Ok()
    {
        Assert.True(ExitCode == 0, Error);
        return this;
    }

    // The memory is read after the program has closed the stream.
    private sealed class Unclosed(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
