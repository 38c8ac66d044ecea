using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Submit;

/// <summary>submit/get-spark.sh against a server on this machine.</summary>
public sealed class GetSparkTests : IDisposable
{
    private const string Name = "spark-4.1.4/spark-4.1.4-bin-hadoop3.tgz";

    private static readonly byte[] _release = MakeRelease();

    private readonly TemporaryFolder _folder = new();
    private readonly FileServer _server = new();

    public GetSparkTests()
    {
        _server.Files["/" + Name] = _release;
        _server.Files["/" + Name + ".sha512"] = System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA512.HashData(_release)) + "  spark-4.1.4-bin-hadoop3.tgz\n");
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_fetches_checks_and_unpacks_and_says_where()
    {
        (int exitCode, string output, string error) = Run("--url", _server.Url, "4.1.4", _folder["spark here"]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(_folder["spark here/spark-4.1.4"] + "\n", output);
        Assert.True(File.Exists(_folder["spark here/spark-4.1.4/bin/spark-submit"]));
        Assert.Equal([_folder["spark here/spark-4.1.4"]], Directory.GetFileSystemEntries(_folder["spark here"]));

        // The second time there is nothing to do.
        _server.Files.Clear();
        Assert.Equal((0, output), (Run("--url", _server.Url, "4.1.4", _folder["spark here"]) is var again ? again.ExitCode : -1, output));
    }

    [Fact]
    public void The_older_form_of_a_sum_is_understood()
    {
        string hex = Convert.ToHexString(SHA512.HashData(_release));
        string groups = string.Join(' ', hex.Chunk(8).Select(group => new string(group)));
        string text = $"spark-4.1.4-bin-hadoop3.tgz: {groups[..71]}\n                             {groups[72..]}\n";
        _server.Files["/" + Name + ".sha512"] = System.Text.Encoding.ASCII.GetBytes(text);
        (int exitCode, _, string error) = Run("--url", _server.Url, "4.1.4", _folder.Path);
        Assert.True(exitCode == 0, error);
    }

    [Fact]
    public void A_broken_download_goes_on_where_it_stopped()
    {
        File.WriteAllBytes(_folder["spark-4.1.4-bin-hadoop3.tgz.part"], _release[..1000]);
        (int exitCode, _, string error) = Run("--url", _server.Url, "4.1.4", _folder.Path);
        Assert.True(exitCode == 0, error);
        Assert.Contains("bytes=1000-", _server.Ranges);
    }

    [Fact]
    public void A_wrong_sum_is_refused_and_nothing_is_left()
    {
        _server.Files["/" + Name] = [.. _release, 0];
        (int exitCode, string output, string error) = Run("--url", _server.Url, "4.1.4", _folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.Contains("get-spark: error: spark-4.1.4-bin-hadoop3.tgz has the wrong SHA-512 sum", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.Path), path => path.EndsWith(".part", StringComparison.Ordinal) || Directory.Exists(path));
    }

    [Fact]
    public void A_release_that_is_nowhere_is_said()
    {
        (int exitCode, _, string error) = Run("--url", _server.Url, "4.0.99", _folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("get-spark: error: spark-4.0.99-bin-hadoop3.tgz was found nowhere.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.4.4")]
    [InlineData("4.4.0")]
    [InlineData("4.1")]
    [InlineData("latest")]
    public void Versions_that_sparkner_does_not_work_with_are_not_fetched(string version)
    {
        (int exitCode, _, string error) = Run("--url", _server.Url, version, _folder.Path);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"get-spark: error: Spark {version}: sparkner works with Spark 3.5, 4.0, 4.1, 4.2, 4.3.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mirror", "there is no option '--mirror'")]
    [InlineData("--url", "--url needs a value")]
    public void A_wrong_command_line_is_refused(string argument, string message) =>
        Assert.Contains("get-spark: error: " + message, Run(argument).Error, StringComparison.Ordinal);

    private static (int ExitCode, string Out, string Error) Run(params string[] args)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Golden.RepositoryRoot, "submit", "get-spark.sh"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // The server is on this machine.
        start.Environment["no_proxy"] = start.Environment["NO_PROXY"] = "127.0.0.1";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static byte[] MakeRelease()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.NoCompression, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "spark-4.1.4-bin-hadoop3/bin/spark-submit")
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute,
                DataStream = new MemoryStream(new byte[5000]),
            });
        }

        return stream.ToArray();
    }

    private sealed class FileServer : IDisposable
    {
        private readonly HttpListener _listener;
        private readonly Task _loop;

        public FileServer()
        {
            (_listener, Url) = Listen();
            _loop = Task.Run(Serve);
        }

        public string Url { get; }

        public Dictionary<string, byte[]> Files { get; } = [];

        public List<string> Ranges { get; } = [];

        public void Dispose()
        {
            _listener.Stop();
            _loop.Wait();
            _listener.Close();
        }

        // HttpListener takes no port 0: a port that somebody takes in between is tried again.
        private static (HttpListener Listener, string Url) Listen()
        {
            while (true)
            {
                using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
                probe.Start();
                string url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
                probe.Stop();
                var listener = new HttpListener();
                listener.Prefixes.Add(url + "/");
                try
                {
                    listener.Start();
                    return (listener, url);
                }
                catch (HttpListenerException)
                {
                    listener.Close();
                }
            }
        }

        private void Serve()
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = _listener.GetContext();
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }

                Answer(context);
            }
        }

        private void Answer(HttpListenerContext context)
        {
            if (!Files.TryGetValue(context.Request.Url!.AbsolutePath, out byte[]? content))
            {
                context.Response.StatusCode = 404;
                context.Response.Close();
                return;
            }

            int from = 0;
            if (context.Request.Headers["Range"] is { } range)
            {
                Ranges.Add(range);
                from = int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
                context.Response.StatusCode = from < content.Length ? 206 : 416;
                context.Response.AddHeader("Content-Range", from < content.Length ? $"bytes {from}-{content.Length - 1}/{content.Length}" : $"bytes */{content.Length}");
            }

            context.Response.ContentLength64 = Math.Max(0, content.Length - from);
            context.Response.OutputStream.Write(content.AsSpan(Math.Min(from, content.Length)));
            context.Response.Close();
        }
    }
}
