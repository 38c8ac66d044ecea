using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SparkNer.Spark.Tests.Support;

/// <summary>The test worker as a process of its own, started as Spark starts Python.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int Patience = 30_000;

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;

    public WorkerProcess(string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SparkNer.Spark.TestWorker"), args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of what a developer has set.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("SPARK", StringComparison.Ordinal) || k.StartsWith("PY", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _reading = Task.Run(() =>
        {
            while (_process.StandardError.ReadLine() is { } line)
            {
                lock (_errors)
                {
                    _errors.AppendLine(line);
                }
            }
        });
    }

    public int Id => _process.Id;

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The port that the handshake names.</summary>
    public int ReadPort() => ReadInt();

    /// <summary>The socket file that the handshake names.</summary>
    public string ReadPath()
    {
        byte[] path = new byte[ReadInt()];
        Output.ReadExactly(path);
        return Encoding.UTF8.GetString(path);
    }

    /// <summary>Asks the daemon to stop a worker, as the JVM does.</summary>
    public void RequestStop(int id)
    {
        _process.StandardInput.BaseStream.Write(new JavaWriter().Int(id).ToArray());
        _process.StandardInput.BaseStream.Flush();
    }

    public void CloseInput() => _process.StandardInput.Close();

    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Waits for the end; gives the exit code.</summary>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), "the process has not ended: " + Errors);
        _reading.Wait(Patience);
        return _process.ExitCode;
    }

    /// <summary>What else was written to standard output.</summary>
    public byte[] RestOfOutput()
    {
        var rest = new MemoryStream();
        Output.CopyTo(rest);
        return rest.ToArray();
    }

    public static SparkPeer ConnectTcp(int port, IPAddress? address = null)
    {
        var socket = new Socket((address ?? IPAddress.Loopback).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(address ?? IPAddress.Loopback, port);
        return new SparkPeer(socket);
    }

    public static SparkPeer ConnectUnix(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return new SparkPeer(socket);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(Patience);
        }

        _process.Dispose();
    }

    private int ReadInt()
    {
        byte[] bytes = new byte[4];
        Output.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
